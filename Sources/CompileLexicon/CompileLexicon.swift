import Foundation
import PackagePlugin

/// Has `LexiconCompiler` make a Swift file of the tables beside the target, whenever one of them has changed.
@main struct CompileLexicon: BuildToolPlugin {
  func createBuildCommands(context: PluginContext, target: any Target) throws -> [Command] {
    let folder = target.directoryURL.appending(path: "tables")
    let tables = try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil).filter { $0.pathExtension == "tsv" }
      .sorted { $0.path < $1.path }
    let output = context.pluginWorkDirectoryURL.appending(path: "CompiledLexicon.swift")
    return [
      .buildCommand(
        displayName: "Compiling the lexicon", executable: try context.tool(named: "LexiconCompiler").url, arguments: tables.map(\.path) + [output.path],
        inputFiles: tables, outputFiles: [output])
    ]
  }
}
