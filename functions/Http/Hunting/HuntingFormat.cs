namespace ExposurePipeline.Functions.Http.Hunting;

/// <summary>How an API asks and answers: the same rows under other names.</summary>
/// <param name="Query">The member of a request that has the query.</param>
/// <param name="Timespan">The one that has the span of time; null where there is none.</param>
/// <param name="IgnoresCase">Whether names of members are read in any case.</param>
/// <param name="Schema">The member of an answer that has the columns.</param>
/// <param name="Name">Of a column its name.</param>
/// <param name="Type">Of a column its type.</param>
/// <param name="Results">The member that has the rows.</param>
internal sealed record HuntingFormat(string Query, string? Timespan, bool IgnoresCase, string Schema, string Name, string Type, string Results)
{
    /// <summary>Microsoft Graph's <c>POST /security/runHuntingQuery</c>. Its own examples write names in both cases.</summary>
    public static HuntingFormat Graph { get; } = new("Query", "Timespan", IgnoresCase: true, "schema", "name", "type", "results")
    {
        Context = "https://graph.microsoft.com/v1.0/$metadata#microsoft.graph.security.huntingQueryResults",
        MalformedCode = "BadRequest",
    };

    /// <summary>Defender's <c>POST /api/advancedqueries/run</c>.</summary>
    public static HuntingFormat Defender { get; } = new("Query", null, IgnoresCase: false, "Schema", "Name", "Type", "Results") { MaxBytes = 124 * 1024 * 1024 };

    /// <summary>What <c>@odata.context</c> says; null where the API is none of OData's, and then columns have no annotations either.</summary>
    public string? Context { get; init; }

    /// <summary>The code of an error in the body itself.</summary>
    public string MalformedCode { get; init; } = "InvalidRequestBody";

    /// <summary>Most bytes of an answer.</summary>
    public long MaxBytes { get; init; } = long.MaxValue;
}
