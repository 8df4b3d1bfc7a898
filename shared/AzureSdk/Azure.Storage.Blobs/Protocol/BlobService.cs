using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Storage.Http;

namespace Azure.Storage.Blobs.Protocol;

/// <summary>An account's blob endpoint and the pipeline that reaches it.</summary>
internal sealed class BlobService
{
    private const int EmulatorPort = 10000;
    private readonly HttpPipeline _pipeline;
    private readonly string _version;

    public BlobService(Uri endpoint, HttpPipelinePolicy? authentication, BlobClientOptions? options)
    {
        ArgumentNullException.ThrowIfNull(endpoint);
        options ??= new BlobClientOptions();
        var pipeline = new HttpPipelineOptions(options) { RequestFailedDetailsParser = BlobErrorParser.Instance };
        if (authentication is not null) pipeline.PerRetryPolicies.Add(authentication);

        _pipeline = HttpPipelineBuilder.Build(pipeline);
        _version = options.VersionString;
        Endpoint = endpoint;
    }

    /// <summary>With the signature, when it came with the address.</summary>
    public Uri Endpoint { get; }

    public string AccountName => StorageEndpoint.AccountName(Endpoint);

    public static BlobService Connect(string connectionString, BlobClientOptions? options)
    {
        var storage = StorageConnectionString.Parse(connectionString, "blob", "BlobEndpoint", EmulatorPort);
        return new(storage.Endpoint, storage.AccountKey is { } key ? SharedKey(new(storage.AccountName!, key)) : null, options);
    }

    public static HttpPipelinePolicy Bearer(TokenCredential credential)
    {
        ArgumentNullException.ThrowIfNull(credential);
        return new BearerTokenAuthenticationPolicy(credential, StorageEndpoint.Scope);
    }

    public static HttpPipelinePolicy SharedKey(StorageSharedKeyCredential credential)
    {
        ArgumentNullException.ThrowIfNull(credential);
        return new SharedKeyPolicy(credential);
    }

    /// <summary>The address of a container or blob, with the endpoint's signature.</summary>
    public Uri UriOf(string path)
    {
        var address = new UriBuilder(Endpoint);
        address.Path = $"{address.Path.TrimEnd('/')}/{path}";
        return address.Uri;
    }

    /// <summary>Sends and returns the answer if its status is among <paramref name="accepted"/>.</summary>
    /// <exception cref="RequestFailedException">Any other status, after retries.</exception>
    public async Task<Response> SendAsync(BlobOperation operation, CancellationToken cancel, params int[] accepted)
    {
        using var message = Message(operation, accepted, cancel);
        await _pipeline.SendAsync(message, cancel);
        return Accepted(message, accepted);
    }

    /// <summary>As above, on the caller's thread.</summary>
    public Response Send(BlobOperation operation, CancellationToken cancel, params int[] accepted)
    {
        using var message = Message(operation, accepted, cancel);
        _pipeline.Send(message, cancel);
        return Accepted(message, accepted);
    }

    private static Response Accepted(HttpMessage message, int[] accepted) =>
        accepted.Contains(message.Response.Status) ? message.Response : throw new RequestFailedException(message.Response);

    private HttpMessage Message(BlobOperation operation, int[] accepted, CancellationToken cancel)
    {
        var context = new RequestContext { CancellationToken = cancel };
        foreach (var status in accepted)
        {
            context.AddClassifier(status, isError: false);
        }

        var message = _pipeline.CreateMessage(context);
        operation.ApplyTo(message.Request, Endpoint, _version);
        return message;
    }
}
