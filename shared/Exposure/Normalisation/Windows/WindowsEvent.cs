using ExposurePipeline.Exposure.Events;

namespace ExposurePipeline.Exposure.Normalisation.Windows;

/// <summary>One Windows event, unwrapped: its values by field. Used again for the next event.</summary>
internal sealed class WindowsEvent
{
    private readonly string?[] _values = new string?[Enum.GetValues<WindowsField>().Length];
    private uint _own;

    /// <summary>The value as written; null when missing, empty or <c>-</c>.</summary>
    public string? this[WindowsField field] => _values[(int)field];

    /// <summary>Takes a value unless it is none, or the event itself said otherwise.</summary>
    /// <param name="field">The field.</param>
    /// <param name="value">As written.</param>
    /// <param name="isOwn">Whether the event says it, not what wraps it.</param>
    public void Take(WindowsField field, string? value, bool isOwn)
    {
        var bit = 1U << (int)field;
        if (value is not (null or "" or "-") && (isOwn || (_own & bit) == 0))
        {
            _values[(int)field] = value;
            _own |= isOwn ? bit : 0;
        }
    }

    /// <summary>Why what the record carries inside cannot be read; null when it can.</summary>
    public (RejectionReason Reason, string Detail)? Fault { get; set; }

    /// <summary>The device's name, by the best witness.</summary>
    public string? Computer => this[WindowsField.Computer] ?? this[WindowsField.Hostname] ?? this[WindowsField.Host];

    /// <summary>How many texts were unwrapped: JSON inside JSON inside JSON has an end.</summary>
    public int Unwrapped { get; set; }

    /// <summary>The direction in the words of the Elastic Common Schema; null for everything else.</summary>
    public bool? IsInbound => this[WindowsField.Direction]?.ToUpperInvariant() switch
    {
        "INBOUND" or "INGRESS" => true,
        "OUTBOUND" or "EGRESS" => false,
        _ => null,
    };

    /// <summary>Forgets everything.</summary>
    public void Clear()
    {
        Array.Clear(_values);
        (_own, Fault, Unwrapped) = (0, null, 0);
    }

    /// <summary>Whether provider or log say that the event is of this origin.</summary>
    public bool IsOf(string origin) =>
        Says(WindowsField.Provider, origin) || Says(WindowsField.Source, origin) || Says(WindowsField.Channel, origin);

    /// <summary>Whether neither provider nor log are known.</summary>
    public bool IsOfUnknownOrigin =>
        this[WindowsField.Provider] is null && this[WindowsField.Source] is null && this[WindowsField.Channel] is null;

    private bool Says(WindowsField field, string origin) => this[field]?.Contains(origin, StringComparison.OrdinalIgnoreCase) is true;
}
