namespace Microsoft.Azure.Functions.Worker.Payload;

/// <summary>What a string in the host's payload stands for, decided by the type of the parameter.</summary>
internal enum EventEncoding
{
    /// <summary>Base64 of the event's bytes; a batch with a string that is not base64 is taken as text, the form of <c>dataType: string</c>.</summary>
    Binary,

    /// <summary>The event itself.</summary>
    Text,
}
