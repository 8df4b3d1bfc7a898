using Xunit;

namespace ExposurePipeline.Tests.Conventions.AzurePackages;

/// <summary><c>-p:AzureSdk=true</c> cannot be restored from every mirror; what it evaluates to can be checked anywhere.</summary>
public sealed class AzurePackageTests
{
    private const string Subset = "shared/AzureSdk/";

    [Fact] // Seen to fail: a ProjectReference to Azure.Data.Tables.csproj in Support.csproj; a package without a central version.
    public async Task with_azure_packages_no_project_references_our_subset()
    {
        var references = await EvaluatedReference.AllAsync(azureSdk: true);

        Assert.DoesNotContain(references, static reference => reference.Kind == "Project" && InSubset(reference.Name) && !InSubset(reference.Project));
        Assert.Empty(Missing(references, wanted: "Wanted", from: "Package")); // each becomes Microsoft's package
        Assert.Empty(Missing(references, wanted: "Package", from: "Version")); // each has a central version
        Assert.Contains(new("functions/Functions.csproj", "Package", "Microsoft.Azure.Functions.Worker.Extensions.EventHubs"), references);
    }

    [Fact] // Seen to fail: the condition in Directory.Build.targets turned round.
    public async Task without_azure_packages_every_azure_reference_is_our_subset()
    {
        var references = await EvaluatedReference.AllAsync(azureSdk: false);

        var wanted = references.Where(static reference => reference.Kind == "Wanted").ToList();
        Assert.NotEmpty(wanted);
        Assert.All(wanted, each => Assert.Contains(new(each.Project, "Project", $"{Subset}{each.Name}/{each.Name}.csproj"), references));
        Assert.Empty(wanted.Select(static each => each.Name).Intersect(references.Where(static each => each.Kind == "Package").Select(static each => each.Name)));
    }

    private static IEnumerable<EvaluatedReference> Missing(IReadOnlyList<EvaluatedReference> references, string wanted, string from)
    {
        var present = references.Where(each => each.Kind == from).ToHashSet();
        return references.Where(each => each.Kind == wanted && !present.Contains(each with { Kind = from }));
    }

    private static bool InSubset(string path) => path.StartsWith(Subset, StringComparison.Ordinal);
}
