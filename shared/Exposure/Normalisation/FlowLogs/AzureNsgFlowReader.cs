namespace ExposurePipeline.Exposure.Normalisation.FlowLogs;

/// <summary>Azure NSG flow logs, versions 1 and 2. They name no device, so what they say concerns the local address.</summary>
public sealed class AzureNsgFlowReader : IEventReader
{
    /// <summary>The format's name.</summary>
    public const string Name = "azure-nsg-flow";

    /// <inheritdoc/>
    public string Format => Name;

    /// <inheritdoc/>
    public bool Recognises(ReadOnlySpan<byte> head) =>
        FlowRecords.AreJson(head)
            ? head.IndexOf("\"NetworkSecurityGroupFlowEvent"u8) >= 0 || head.IndexOf("\"flow.0\""u8) >= 0
                || (head.IndexOf("\"flowTuples\""u8) >= 0 && head.IndexOf("\"flowRecords\""u8) < 0 && head.IndexOf("\"flowGroups\""u8) < 0)
            : AzureFlowBody.BeginsWithTuple(head, isVnet: false);

    /// <inheritdoc/>
    public void Read(ReadOnlyMemory<byte> body, ReadingContext context, RecordSink sink) => AzureFlowBody.Read(body.Span, Name, context, sink);
}
