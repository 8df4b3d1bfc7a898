namespace ExposurePipeline.Exposure.Normalisation.FlowLogs;

/// <summary>Azure virtual network flow logs, version 4. They name no device, so what they say concerns the local address.</summary>
public sealed class AzureVnetFlowReader : IEventReader
{
    /// <summary>The format's name.</summary>
    public const string Name = "azure-vnet-flow";

    /// <inheritdoc/>
    public string Format => Name;

    /// <inheritdoc/>
    public bool Recognises(ReadOnlySpan<byte> head) =>
        FlowRecords.AreJson(head)
            ? head.IndexOf("\"NetworkSecurityGroupFlowEvent"u8) < 0
                && (head.IndexOf("\"FlowLogFlowEvent\""u8) >= 0 || head.IndexOf("\"flowRecords\""u8) >= 0 || head.IndexOf("\"flowGroups\""u8) >= 0)
            : AzureFlowBody.BeginsWithTuple(head, isVnet: true);

    /// <inheritdoc/>
    public void Read(ReadOnlyMemory<byte> body, ReadingContext context, RecordSink sink) => AzureFlowBody.Read(body.Span, Name, context, sink);
}
