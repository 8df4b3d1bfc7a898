using System.Text;

namespace ExposurePipeline.Tests.Faults.Proxies;

/// <summary>Errors as Table Storage words them.</summary>
internal static class TableErrors
{
    public static readonly Answer ServerBusy = Error(503, "ServerBusy", "The server is busy.", ("Retry-After", "1"));
    public static readonly Answer TooManyRequests = Error(429, "TooManyRequests", "The request is being throttled.", ("Retry-After", "1"));
    public static readonly Answer TimedOut = Error(500, "OperationTimedOut", "The operation could not be completed within the permitted time.");
    public static readonly Answer InternalError = Error(500, "InternalError", "Server encountered an internal error. Please try again after some time.");

    /// <summary>The answer to a transaction whose action failed.</summary>
    public static Answer Transaction(int action, int status, string reason, string code, string message)
    {
        var body = $"--batchresponse_1\r\nContent-Type: multipart/mixed; boundary=changesetresponse_1\r\n\r\n--changesetresponse_1\r\nContent-Type: application/http\r\nContent-Transfer-Encoding: binary\r\n\r\n"
            + $"HTTP/1.1 {status} {reason}\r\nX-Content-Type-Options: nosniff\r\nDataServiceVersion: 3.0;\r\nContent-Type: application/json;odata=minimalmetadata;streaming=true;charset=utf-8\r\n\r\n"
            + $"{Body(code, $"{action}:{message}")}\r\n--changesetresponse_1--\r\n--batchresponse_1--\r\n";
        return new(202, [("Content-Type", "multipart/mixed; boundary=batchresponse_1")], Encoding.UTF8.GetBytes(body));
    }

    private static Answer Error(int status, string code, string message, params (string, string)[] headers) =>
        new(status, [("Content-Type", "application/json;odata=minimalmetadata;streaming=true;charset=utf-8"), ("x-ms-error-code", code), .. headers], Encoding.UTF8.GetBytes(Body(code, message)));

    private static string Body(string code, string message) =>
        $$"""{"odata.error":{"code":"{{code}}","message":{"lang":"en-US","value":"{{message}}\nRequestId:e1b7b9c4-0002-0031-1f2c-7b9c6a000000\nTime:2026-03-01T12:00:00.0000000Z"} } }""";
}
