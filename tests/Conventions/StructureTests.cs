using System.Reflection;
using System.Xml.Linq;
using ExposurePipeline.Tests.Support;
using Xunit;

namespace ExposurePipeline.Tests.Conventions;

/// <summary>The shape of the code: what may depend on what, and how large a piece may grow.</summary>
public sealed class StructureTests
{
    private static readonly string[] Source = [.. Sources("functions"), .. Sources("shared"), .. Sources("infra")];

    [Fact] // Seen to fail: a PackageReference to System.CommandLine in Exposure.csproj.
    public void what_decides_references_nothing_but_the_framework()
    {
        var project = XDocument.Load(Repository.File("shared", "Exposure", "Exposure.csproj"));

        Assert.DoesNotContain(project.Descendants(), e => e.Name.LocalName is "PackageReference" or "ProjectReference" or "FrameworkReference");
        Assert.Equal("true", project.Descendants("DecidesPurely").Single().Value);
    }

    [Fact] // Seen to fail: a fifth dependency in a function's constructor.
    public void no_constructor_of_a_class_with_behaviour_takes_more_than_four_dependencies()
    {
        string[] assemblies = ["ExposurePipeline.Functions", "ExposurePipeline.Exposure", "ExposurePipeline.Local"];
        var crowded = from name in assemblies
                      from type in Assembly.Load(name).GetTypes()
                      from constructor in type.GetConstructors()
                      where constructor.GetParameters().Count(IsDependency) > 4
                      select type.FullName;

        Assert.Empty(crowded);
    }

    [Fact] // Seen to fail: with a budget of 20.
    public void the_median_source_file_stays_below_60_lines()
    {
        var lines = Source.Select(file => File.ReadLines(file).Count()).Order().ToArray();

        Assert.InRange(lines[lines.Length / 2], 1, 59);
    }

    [Fact] // Seen to fail: a file grown to 251 lines.
    public void no_source_file_exceeds_250_lines()
        => Assert.DoesNotContain(Source, file => File.ReadLines(file).Count() > 250);

    [Fact] // Seen to fail: a 60th line.
    public void the_editor_configuration_stays_below_60_lines()
        => Assert.InRange(File.ReadLines(Repository.File(".editorconfig")).Count(), 1, 59);

    [Fact] // Seen to fail: a deleted lock file.
    public void every_project_has_a_lock_file()
    {
        var projects = Directory.EnumerateFiles(Repository.Root, "*.csproj", SearchOption.AllDirectories);

        Assert.All(projects, project => Assert.True(File.Exists(Path.Combine(Path.GetDirectoryName(project)!, "packages.lock.json")), project));
    }

    [Fact] // Seen to fail: npm's default lock file, which names the registry of whoever wrote it.
    public void npm_lock_files_name_no_registry()
        => Assert.All(
            Directory.EnumerateFiles(Repository.Root, "package-lock.json", SearchOption.AllDirectories).Where(IsOurs),
            file => Assert.DoesNotContain("\"resolved\": \"http", File.ReadAllText(file), StringComparison.Ordinal));

    [Fact] // Seen to fail: a folder named Helpers.
    public void no_folder_or_file_is_named_for_nothing()
    {
        string[] empty = ["Helpers", "Helper", "Utils", "Util", "Managers", "Manager", "Common", "Misc"];

        Assert.DoesNotContain(Source, file => empty.Any(word => Path.GetFileNameWithoutExtension(file).EndsWith(word, StringComparison.Ordinal)
            || file.Split('/').Contains(word)));
    }

    private static bool IsDependency(ParameterInfo parameter)
        => parameter.ParameterType.IsInterface && !parameter.ParameterType.IsGenericType && parameter.ParameterType.Namespace!.StartsWith("ExposurePipeline", StringComparison.Ordinal)
           || (parameter.ParameterType.IsClass && parameter.ParameterType.Namespace?.StartsWith("Azure", StringComparison.Ordinal) == true);

    private static IEnumerable<string> Sources(string folder)
        => Directory.EnumerateFiles(Repository.File(folder), "*.cs", SearchOption.AllDirectories).Where(IsOurs);

    private static bool IsOurs(string file)
        => !file.Contains("/obj/", StringComparison.Ordinal) && !file.Contains("/bin/", StringComparison.Ordinal)
           && !file.Contains("/node_modules/", StringComparison.Ordinal) && !file.Contains("/.local/", StringComparison.Ordinal);
}
