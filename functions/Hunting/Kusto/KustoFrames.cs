using System.Text.Json;
using ExposurePipeline.Hunting;

namespace ExposurePipeline.Functions.Hunting.Kusto;

/// <summary>Puts a result together from the frames of version 2, whole or in fragments.</summary>
/// <param name="maxRows">Most rows it may have.</param>
internal sealed class KustoFrames(int maxRows)
{
    private const string Primary = "PrimaryResult";
    private const string Errors = "OneApiErrors";

    private KustoTable? primary;
    private int? primaryId;
    private Visualization? visualization;
    private HuntingError? error;
    private bool isComplete;

    /// <summary>Takes the next frame.</summary>
    /// <exception cref="JsonException">It is none.</exception>
    public void Add(JsonElement frame)
    {
        if (frame.ValueKind is not JsonValueKind.Object || !frame.TryGetProperty("FrameType", out var type))
        {
            throw new JsonException("A frame was expected.");
        }

        Note(frame);
        switch (type.GetString())
        {
            case "DataTable": AddTable(frame); break;
            case "TableHeader" when IsPrimary(frame): Begin(frame); break;
            case "TableFragment" when IsOfPrimary(frame): AddFragment(frame); break;
            case "DataSetCompletion": isComplete = true; break;
            default: break; // headers of the whole, progress, and kinds of frames that are still to come
        }
    }

    /// <summary>The rows, or why they are not all there.</summary>
    /// <exception cref="JsonException">The last frame is missing.</exception>
    public HuntingAnswer Answer()
    {
        if (!isComplete)
        {
            throw new JsonException("The answer ended before its last frame.");
        }

        if ((error ?? primary?.Error) is { } fault)
        {
            return new(null, fault);
        }

        return new((primary ?? throw new JsonException("The answer has no result.")).ToResult(visualization), null);
    }

    // Errors may stand beside the rows of any frame, and at the end of all.
    private void Note(JsonElement frame)
    {
        if (frame.TryGetProperty(Errors, out var errors) && errors.ValueKind is JsonValueKind.Array && errors.GetArrayLength() > 0)
        {
            error ??= OneApiError.Read(errors[0]);
        }
        else if (frame.TryGetProperty("HasErrors", out var has) && has.ValueKind is JsonValueKind.True)
        {
            error ??= new(HuntingErrorKind.Budget, [new(1, 1, "Azure Data Explorer could not answer the query to its end")]);
        }
        else if (frame.TryGetProperty("Cancelled", out var cancelled) && cancelled.ValueKind is JsonValueKind.True)
        {
            error ??= new(HuntingErrorKind.Cancelled, [new(1, 1, "the query was cancelled")]);
        }
    }

    private void AddTable(JsonElement frame)
    {
        if (IsPrimary(frame))
        {
            Begin(frame);
            primary!.AddRows(frame.GetProperty("Rows"));
        }
        else if (frame.TryGetProperty("TableKind", out var kind) && kind.ValueEquals("QueryProperties"))
        {
            visualization ??= KustoVisualization.Read(frame.GetProperty("Rows"));
        }
    }

    private void Begin(JsonElement frame) => (primary, primaryId) = (new(frame.GetProperty("Columns"), maxRows), Id(frame));

    private void AddFragment(JsonElement frame)
    {
        if (frame.TryGetProperty("TableFragmentType", out var kind) && kind.ValueEquals("DataReplace"))
        {
            primary!.Clear();
        }

        primary!.AddRows(frame.GetProperty("Rows"));
    }

    // Of a query with several results the first one counts.
    private bool IsPrimary(JsonElement frame) => primary is null && frame.TryGetProperty("TableKind", out var kind) && kind.ValueEquals(Primary);

    private bool IsOfPrimary(JsonElement frame) => primary is not null && Id(frame) == primaryId;

    private static int? Id(JsonElement frame) => frame.TryGetProperty("TableId", out var id) && id.TryGetInt32(out var number) ? number : null;
}
