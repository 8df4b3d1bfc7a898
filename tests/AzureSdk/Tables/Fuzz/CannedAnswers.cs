using System.Diagnostics.CodeAnalysis;
using Azure.Core;
using Azure.Core.Pipeline;

namespace ExposurePipeline.Tests.AzureSdk.Tables.Fuzz;

/// <summary>Answers every request with the same bytes, without a network.</summary>
internal sealed class CannedAnswers : HttpPipelineTransport
{
    public int Status { get; set; } = 200;

    public byte[] Body { get; set; } = [];

    public string ContentType { get; set; } = "application/json";

    public override Request CreateRequest() => new HttpClientTransport(new HttpClient()).CreateRequest();

    public override void Process(HttpMessage message) => message.Response = new Canned(Status, ContentType, Body);

    public override ValueTask ProcessAsync(HttpMessage message)
    {
        Process(message);
        return ValueTask.CompletedTask;
    }

    /// <summary>An answer in memory.</summary>
    internal sealed class Canned(int status, string contentType, byte[] body) : Azure.Response
    {
        public override int Status => status;

        public override string ReasonPhrase => "Canned";

        public override Stream? ContentStream { get; set; } = new MemoryStream(body, 0, body.Length, writable: false, publiclyVisible: true);

        public override string ClientRequestId { get; set; } = "";

        public override void Dispose() => ContentStream?.Dispose();

        protected override bool ContainsHeader(string name) => TryGetHeader(name, out _);

        protected override IEnumerable<HttpHeader> EnumerateHeaders() => [new("Content-Type", contentType)];

        protected override bool TryGetHeader(string name, [NotNullWhen(true)] out string? value)
        {
            value = name.Equals("Content-Type", StringComparison.OrdinalIgnoreCase) ? contentType : null;
            return value is not null;
        }

        protected override bool TryGetHeaderValues(string name, [NotNullWhen(true)] out IEnumerable<string>? values)
        {
            values = TryGetHeader(name, out var value) ? [value] : null;
            return values is not null;
        }
    }
}
