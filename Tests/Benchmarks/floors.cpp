// Loops over ICU's BreakIterators and nothing else: how fast a text can be cut at all. Prints "words MB/s" and "sentences MB/s" of CPU time.
#include <unicode/brkiter.h>
#include <unicode/utext.h>

#include <algorithm>
#include <ctime>
#include <fstream>
#include <iostream>
#include <iterator>
#include <string>
#include <vector>

static double cpu() {
  timespec now;
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
  return now.tv_sec + now.tv_nsec * 1e-9;
}

int main(int argc, char **argv) {
  std::vector<std::string> texts;
  size_t bytes = 0;
  for (int i = 1; i < argc; i++) {
    std::ifstream file(argv[i], std::ios::binary);
    texts.emplace_back(std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>());
    bytes += texts.back().size();
  }
  for (bool words : {true, false}) {
    UErrorCode status = U_ZERO_ERROR;
    std::unique_ptr<icu::BreakIterator> breaks(
        words ? icu::BreakIterator::createWordInstance("vi", status) : icu::BreakIterator::createSentenceInstance("vi", status));
    std::vector<double> seconds;
    size_t found = 0;
    for (int run = 0; run < 5; run++) {
      double start = cpu();
      UText *view = nullptr;
      for (const auto &text : texts) {
        view = utext_openUTF8(view, text.data(), text.size(), &status);
        breaks->setText(view, status);
        while (breaks->next() != icu::BreakIterator::DONE) found++;
      }
      utext_close(view);
      seconds.push_back(cpu() - start);
    }
    if (U_FAILURE(status) || found < 5 * texts.size()) return 1;
    std::sort(seconds.begin(), seconds.end());
    std::cout << (words ? "words " : "sentences ") << bytes / 1e6 / seconds[2] << "\n";
  }
}
