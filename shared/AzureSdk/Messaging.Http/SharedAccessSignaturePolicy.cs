using Azure.Core;
using Azure.Core.Pipeline;

namespace Azure.Messaging.Http;

/// <summary>Puts a signed token on every try of a request; one token serves until shortly before it expires.</summary>
internal sealed class SharedAccessSignaturePolicy(Uri resource, string keyName, string key, TimeProvider time) : HttpPipelineSynchronousPolicy
{
    /// <summary>How long a token is valid.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(1);

    /// <summary>How long before its end a token is replaced: room for a slow request and for clocks that differ.</summary>
    public static readonly TimeSpan RenewBefore = TimeSpan.FromMinutes(10);

    // Two threads may both renew; either token is good, so no lock is taken.
    private volatile Signed? current;

    public override void OnSendingRequest(HttpMessage message) => message.Request.Headers.SetValue(HttpHeader.Names.Authorization, Token());

    private string Token()
    {
        var now = time.GetUtcNow();
        var signed = current;
        if (signed is null || now >= signed.RenewAt) current = signed = Sign(now);
        return signed.Token;
    }

    private Signed Sign(DateTimeOffset now) =>
        new(SharedAccessSignature.Create(resource, keyName, key, now + Lifetime), now + Lifetime - RenewBefore);

    private sealed record Signed(string Token, DateTimeOffset RenewAt);
}
