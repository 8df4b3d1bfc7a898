using ExposurePipeline.Exposure.Events;
using ExposurePipeline.Exposure.Normalisation;
using ExposurePipeline.Exposure.Normalisation.Decoding;
using ExposurePipeline.Exposure.Values;
using ExposurePipeline.Reachability.Resources;
using ExposurePipeline.Reachability.Resources.Documents;

namespace ExposurePipeline.Reachability.Intake;

/// <summary>Turns a batch of raw events, whatever the clouds' own commands and events wrote, into what they tell of resources. Never throws on input.</summary>
public static class ResourceIntake
{
    /// <summary>Longest id of a resource, in characters: Google's names go up to 1,500, Azure's hardly beyond 1,000.</summary>
    public const int LongestId = 2048;

    // An event is in memory anyhow: a document of it comes in parts only where it is no JSON as a whole.
    private static readonly TextLimits Whole = new(BodyText.MaxBytes, BodyText.MaxBytes);

    /// <summary>Reads every event.</summary>
    /// <param name="batch">As delivered.</param>
    /// <param name="otherwise">The tenant of events that name none.</param>
    public static IntakeBatch Read(IReadOnlyList<RawEvent> batch, TenantId otherwise)
    {
        var books = new IntakeBooks();
        foreach (var raw in batch)
        {
            books.Begin(raw, raw.Tenant ?? otherwise);
            if (raw.Tenant is { } tenant && !TenantId.TryCreate(tenant.Value, out _))
            {
                books.Reject(new(RejectionReason.InvalidIdentifier, $"property {RawEvent.TenantProperty}: 1 to {TenantId.MaxLength} characters are expected", -1));
            }
            else
            {
                Read(BodyText.Decode(raw.Body), books);
            }
        }

        return books.Close();
    }

    private static void Read(DecodedBody body, IntakeBooks books)
    {
        var documents = 0;
        foreach (var (document, problem) in ConfigurationText.Read(body.Bytes, Whole))
        {
            if (problem is not null)
            {
                books.Reject(new(problem.Reason, $"{problem}", documents));
            }
            else
            {
                Read(document, documents, books);
            }

            documents++;
        }

        if (body.Fault is { } undecoded)
        {
            books.Reject(new(undecoded.Reason, undecoded.Detail, -1));
        }
        else if (documents == 0)
        {
            books.Reject(new(RejectionReason.Empty, "no document", -1));
        }
    }

    private static void Read(Body document, int number, IntakeBooks books)
    {
        try
        {
            var told = ResourceLine.IsOne(document) ? [ResourceLine.Read(document)] : Clouds.Changes(document).ToList<ResourceChange?>();
            if (told is [] or [null])
            {
                books.Reject(Unnamed(document, number));
                return;
            }

            told.ForEach(change => Keep(change!, number, books));
        }
        catch (Exception fault) when (fault is not OutOfMemoryException) // counted, named and set aside whole: the batch would be repeated for ever
        {
            books.Reject(new(RejectionReason.ReaderFault, $"{fault.GetType().Name}, {fault.Message}", number));
        }
    }

    private static void Keep(ResourceChange change, int number, IntakeBooks books)
    {
        if (change.Id.Text is not { Length: > 0 and <= LongestId })
        {
            books.Reject(new(RejectionReason.InvalidIdentifier, $"an id of {change.Id.Text?.Length ?? 0} characters; 1 to {LongestId} are expected", number));
        }
        else if (Clouds.Concern(change))
        {
            books.Keep(change, Clouds.Read(change)); // one that cannot even be looked at must not be kept: every analysis would fail on it
        }
        else
        {
            books.Filter(IntakeRule.TypeNotRead);
        }
    }

    private static Rejection Unnamed(Body document, int number) => document.IsObject || document.IsArray
        ? ResourceLine.IsOne(document)
            ? new(RejectionReason.InvalidField, "a line of a resource needs a known cloud, id and kind, a type and a version that is a time", number)
            : new(RejectionReason.UnknownFormat, "a document that names no resource of a known cloud", number)
        : new(RejectionReason.UnknownFormat, "neither an object nor an array", number);
}
