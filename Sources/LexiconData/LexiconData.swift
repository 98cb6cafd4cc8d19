/// The tables of `tables/*.tsv`, in the program: a moved binary still has them. `CompileLexicon` writes the rest of it when the project is built.
public enum LexiconData {}
