namespace Microsoft.Azure.Functions.Worker.Payload;

/// <summary>What the host's <c>Data</c> holds for a function.</summary>
/// <param name="Binding">The name of the trigger's binding.</param>
/// <param name="Encoding">What strings stand for.</param>
/// <param name="Batched">Whether an invocation takes many events.</param>
/// <param name="Events">Whether the value is events at all; a timer's or a request's value is left as JSON.</param>
internal sealed record TriggerShape(string Binding, EventEncoding Encoding, bool Batched, bool Events)
{
    /// <summary><see cref="Binding"/> as it is compared with the payload's bytes.</summary>
    public byte[] BindingUtf8 { get; } = System.Text.Encoding.UTF8.GetBytes(Binding);
}
