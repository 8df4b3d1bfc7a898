using System.Globalization;
using System.Text.Json;
using Azure;
using ExposurePipeline.Hunting;

namespace ExposurePipeline.Functions.Hunting.Kusto;

/// <summary>Reads answers that have no rows: the query's own fault is an answer, the cluster's is not.</summary>
internal static class KustoFault
{
    private static readonly TimeSpan WhenUnsaid = TimeSpan.FromSeconds(10);

    /// <summary>What is wrong with the query.</summary>
    /// <exception cref="HuntingUnavailableException">It is not the query.</exception>
    public static async Task<HuntingAnswer> ReadAsync(Response response, CancellationToken cancellation) => response.Status switch
    {
        400 => new(null, await ReadErrorAsync(response, cancellation)),
        413 => new(null, Budget("the query is longer than Azure Data Explorer takes")),
        504 => new(null, Budget("the query ran longer than it may; narrow its time range or its filters")),
        401 or 403 => throw new HuntingUnavailableException("Azure Data Explorer refuses this app: its identity needs the role Viewer on the tenant's database."),
        404 => throw new HuntingUnavailableException("Azure Data Explorer does not know the tenant's database."),
        429 => throw new HuntingUnavailableException("Azure Data Explorer is busy.", ComeAgain(response) ?? WhenUnsaid),
        var status => throw new HuntingUnavailableException(string.Create(CultureInfo.InvariantCulture, $"Azure Data Explorer answered {status}.")),
    };

    /// <summary>When the cluster wants to be asked again; null where it does not say.</summary>
    public static TimeSpan? ComeAgain(Response response) =>
        response.Headers.TryGetValue("Retry-After", out var text) && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) ? TimeSpan.FromSeconds(seconds) : null;

    private static async Task<HuntingError> ReadErrorAsync(Response response, CancellationToken cancellation)
    {
        using var body = await JsonDocument.ParseAsync(response.ContentStream!, cancellationToken: cancellation);
        return OneApiError.Read(body.RootElement);
    }

    private static HuntingError Budget(string message) => new(HuntingErrorKind.Budget, [new(1, 1, message)]);
}
