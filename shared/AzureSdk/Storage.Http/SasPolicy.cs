using Azure.Core;
using Azure.Core.Pipeline;

namespace Azure.Storage.Http;

/// <summary>Appends the signature to the query, once however often the request is tried.</summary>
internal sealed class SasPolicy(AzureSasCredential credential) : HttpPipelineSynchronousPolicy
{
    public override void OnSendingRequest(HttpMessage message)
    {
        var signature = credential.Signature.TrimStart('?');
        var query = message.Request.Uri.Query ?? "";
        if (query.Contains(signature, StringComparison.Ordinal)) return;

        message.Request.Uri.Query = query.Length > 1 ? $"{query}&{signature}" : $"?{signature}";
    }
}
