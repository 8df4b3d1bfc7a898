using System.Net;

namespace Azure.Messaging.Http;

/// <summary>
/// Reads a failed reply or an exception as a <see cref="Fault"/>. Status codes: learn.microsoft.com/rest/api/servicebus and /eventhub;
/// 403 stands for quota, size and disabled entities alike, so there the reply's text decides.
/// </summary>
internal static class FaultReader
{
    // An error page must not fill a log.
    private const int LongestDetail = 512;

    /// <summary>Reads a reply outside 200 to 299. <paramref name="ofLock"/>: the request settled or renewed a lock, where 404 means the lock.</summary>
    public static Fault Read(Response response, bool ofLock)
    {
        var detail = Detail(response);
        var kind = Classify(response.Status, ofLock, detail);
        var isTransient = response.Status >= 500 || kind is FaultKind.Busy or FaultKind.Timeout;
        return new Fault(kind, isTransient, $"The service answered {response.Status} {response.ReasonPhrase}: {detail}".TrimEnd(' ', ':'));
    }

    /// <summary>Reads what Azure.Core throws once its retries are used up. Anything else, such as a credential's own exception, is the caller's to see.</summary>
    public static bool TryRead(Exception exception, out Fault fault)
    {
        var last = exception is AggregateException { InnerExceptions: [.., var newest] } ? newest : exception;
        fault = last switch
        {
            OperationCanceledException => new Fault(FaultKind.Timeout, true, $"The service did not answer in time: {exception.Message}", exception),
            RequestFailedException or IOException or HttpRequestException =>
                new Fault(FaultKind.Communication, true, $"The service could not be reached: {exception.Message}", exception),
            _ => default,
        };
        return fault.Cause is not null;
    }

    private static FaultKind Classify(int status, bool ofLock, string detail) => status switch
    {
        401 => FaultKind.Unauthorized,
        403 => Forbidden(detail),
        404 => ofLock ? FaultKind.LockLost : FaultKind.EntityNotFound,
        410 => ofLock && Says(detail, "lock") ? FaultKind.LockLost : FaultKind.EntityNotFound,
        408 or 504 => FaultKind.Timeout,
        413 => FaultKind.TooLarge,
        429 or 503 => FaultKind.Busy,
        _ => FaultKind.General,
    };

    private static FaultKind Forbidden(string detail) =>
        Says(detail, "disabled") ? FaultKind.EntityDisabled
        : Says(detail, "message size") || Says(detail, "too large") ? FaultKind.TooLarge
        : FaultKind.QuotaExceeded;

    private static bool Says(string detail, string word) => detail.Contains(word, StringComparison.OrdinalIgnoreCase);

    private static string Detail(Response response)
    {
        if (response.ContentStream is null) return "";

        var text = response.Content.ToString().Trim();
        var from = text.IndexOf("<Detail>", StringComparison.OrdinalIgnoreCase);
        var to = text.IndexOf("</Detail>", StringComparison.OrdinalIgnoreCase);
        // The content of an XML element, whose entities (&apos;, &#39;) are no words. Any other text, such as JSON or a proxy's page, stays as it came.
        if (from >= 0 && to > from) text = WebUtility.HtmlDecode(text[(from + "<Detail>".Length)..to]);
        return text.Length <= LongestDetail ? text : text[..LongestDetail];
    }
}
