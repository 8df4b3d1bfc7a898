using Azure.Core;
using Azure.Core.Pipeline;

namespace Azure.Messaging.Http;

/// <summary>One namespace as a client sees it: where requests go and the pipeline they take. Shared by all senders and receivers.</summary>
/// <param name="Address">Scheme, host and port of every request.</param>
/// <param name="FullyQualifiedNamespace">The host name that the caller gave.</param>
/// <param name="Pipeline">Retries, authorisation and transport.</param>
/// <param name="TryTimeout">Longest time for one try.</param>
internal sealed record MessagingNamespace(Uri Address, string FullyQualifiedNamespace, HttpPipeline Pipeline, TimeSpan TryTimeout)
{
    /// <summary>Authorised by the key or token of a connection string; <paramref name="entity"/> narrows the token to one entity.</summary>
    public static MessagingNamespace Open(ConnectionString connection, string? entity, RetrySettings retry, TransportSettings transport)
    {
        var scheme = connection.IsEmulator ? Uri.UriSchemeHttp : Uri.UriSchemeHttps;
        var home = new UriBuilder(scheme, connection.Endpoint.Host, connection.Endpoint.Port).Uri;
        HttpPipelinePolicy authorisation = connection.Signature is { } token
            ? new ReadyTokenPolicy(token)
            : new SharedAccessSignaturePolicy(Resource(home, entity), connection.KeyName!, connection.Key!, TimeProvider.System);
        return Open(home, authorisation, retry, transport);
    }

    /// <summary>Authorised by Microsoft Entra ID; always HTTPS, since a bearer token must not travel in the clear.</summary>
    /// <exception cref="ArgumentException"><paramref name="fullyQualifiedNamespace"/> is no host name.</exception>
    public static MessagingNamespace Open(string fullyQualifiedNamespace, TokenCredential credential, string scope, RetrySettings retry, TransportSettings transport)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(fullyQualifiedNamespace);
        ArgumentNullException.ThrowIfNull(credential);
        if (Uri.CheckHostName(fullyQualifiedNamespace) == UriHostNameType.Unknown)
        {
            throw new ArgumentException($"'{fullyQualifiedNamespace}' is not a host name like name.servicebus.windows.net.", nameof(fullyQualifiedNamespace));
        }

        return Open(new UriBuilder(Uri.UriSchemeHttps, fullyQualifiedNamespace).Uri, new BearerTokenAuthenticationPolicy(credential, scope), retry, transport);
    }

    private static MessagingNamespace Open(Uri home, HttpPipelinePolicy authorisation, RetrySettings retry, TransportSettings transport)
    {
        HttpPipelinePolicy[] host = transport.CustomEndpoint is null ? [] : [new HostPolicy(home.Authority)];
        var pipeline = HttpPipelineBuilder.Build(new MessagingPipelineOptions(retry, transport), host, [authorisation], null);
        return new MessagingNamespace(At(home, transport.CustomEndpoint), home.Host, pipeline, retry.TryTimeout);
    }

    private static Uri At(Uri home, Uri? custom) =>
        custom is null ? home : new UriBuilder(home.Scheme, custom.Host, custom.IsDefaultPort ? -1 : custom.Port).Uri;

    private static Uri Resource(Uri home, string? entity) => entity is null ? home : new Uri(home, EntityPath.Escape(entity));
}
