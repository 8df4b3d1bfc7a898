using System.Globalization;
using Azure.Core;
using Azure.Core.Pipeline;

namespace Azure.Data.Tables.Protocol;

/// <summary>Signs each try anew, since the date is part of what is signed. Source: "Authorize with Shared Key", Table service, Shared Key Lite.</summary>
internal sealed class SharedKeyLitePolicy(TableSharedKeyCredential credential) : HttpPipelineSynchronousPolicy
{
    public override void OnSendingRequest(HttpMessage message)
    {
        // A Date header would be signed instead of x-ms-date by some servers; only the latter is sent.
        var date = DateTimeOffset.UtcNow.ToString("R", CultureInfo.InvariantCulture);
        message.Request.Headers.SetValue("x-ms-date", date);
        var signature = credential.Sign(StringToSign(date, credential.AccountName, message.Request.Uri.ToUri()));
        message.Request.Headers.SetValue(HttpHeader.Names.Authorization, $"SharedKeyLite {credential.AccountName}:{signature}");
    }

    internal static string StringToSign(string date, string account, Uri uri) => $"{date}\n/{account}{uri.AbsolutePath}{Comp(uri)}";

    private static string Comp(Uri uri)
    {
        const string Name = "comp=";
        var pair = uri.Query.TrimStart('?').Split('&').FirstOrDefault(pair => pair.StartsWith(Name, StringComparison.OrdinalIgnoreCase));
        return pair is null ? "" : "?comp=" + Uri.UnescapeDataString(pair[Name.Length..]);
    }
}
