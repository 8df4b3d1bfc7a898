namespace ExposurePipeline.FunctionMetadata;

/// <summary>The folders beside the app that tell the host of its functions: one each, with nothing but <c>function.json</c> in it.</summary>
internal static class FunctionFolders
{
    /// <summary>Writes what is new or changed and removes the folders of functions that are gone.</summary>
    /// <param name="functions">Text by function name.</param>
    /// <param name="output">Where the folders lie.</param>
    /// <param name="manifest">The file that lists them, one name a line; it says what an earlier run wrote.</param>
    public static void Write(IReadOnlyDictionary<string, string> functions, string output, string manifest)
    {
        var before = File.Exists(manifest) ? File.ReadAllLines(manifest) : [];
        foreach (var gone in before.Except(functions.Keys, StringComparer.Ordinal))
            Remove(Path.Combine(output, gone));
        foreach (var (name, text) in functions)
            WriteIfChanged(Path.Combine(output, name, "function.json"), text);
        File.WriteAllLines(manifest, functions.Keys);
    }

    private static void Remove(string folder)
    {
        if (!Directory.Exists(folder))
            return;
        File.Delete(Path.Combine(folder, "function.json"));
        if (!Directory.EnumerateFileSystemEntries(folder).Any())
            Directory.Delete(folder);
    }

    private static void WriteIfChanged(string file, string text)
    {
        if (File.Exists(file) && File.ReadAllText(file) == text)
            return;
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, text);
    }
}
