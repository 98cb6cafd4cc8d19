public import Lexicon
public import TextModel
