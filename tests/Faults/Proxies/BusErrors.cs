using System.Globalization;
using System.Text;

namespace ExposurePipeline.Tests.Faults.Proxies;

/// <summary>Errors as Event Hubs and Service Bus word them over HTTP.</summary>
internal static class BusErrors
{
    public static readonly Answer ServerBusy = Error(503, "The server is busy. Please wait 1 second and try again. SubCode=50008", ("Retry-After", "1"));
    public static readonly Answer TooManyRequests = Error(429, "The request is being throttled. SubCode=50009", ("Retry-After", "1"));
    public static readonly Answer InternalError = Error(500, "The server was unable to process the request; please retry the operation. SubCode=50000");
    public static readonly Answer Full = Error(403, "The maximum entity size has been reached or exceeded. SubCode=40302");

    private static Answer Error(int status, string detail, params (string, string)[] headers) => new(
        status, [("Content-Type", "application/xml; charset=utf-8"), .. headers],
        Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"<Error><Code>{status}</Code><Detail>{detail}. TrackingId:8a0b, SystemTracker:gateway, Timestamp:2026-03-01T12:00:00</Detail></Error>")));
}
