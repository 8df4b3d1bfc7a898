using Xunit;

namespace ExposurePipeline.Tests.Support;

/// <summary>Compares a text with a file of the repository; <c>BLESS=1</c> rewrites the file, to be reviewed as a diff.</summary>
public static class Golden
{
    /// <summary>Fails unless <paramref name="actual"/> equals the file, line endings aside.</summary>
    public static void Matches(string actual, params string[] pathInRepository)
    {
        var path = Repository.File(pathInRepository);
        var text = actual.ReplaceLineEndings("\n").TrimEnd() + "\n";
        if (Environment.GetEnvironmentVariable("BLESS") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, text);
        }

        Assert.True(File.Exists(path), $"{path} is missing; run once with BLESS=1 and review it.");
        Assert.Equal(File.ReadAllText(path).ReplaceLineEndings("\n"), text);
    }
}
