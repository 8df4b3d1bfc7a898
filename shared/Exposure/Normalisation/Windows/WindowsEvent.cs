using System.Globalization;
using System.Text;
using ExposurePipeline.Exposure.Events;

namespace ExposurePipeline.Exposure.Normalisation.Windows;

/// <summary>One Windows event, unwrapped: its values by field. Used again for the next event.</summary>
internal sealed class WindowsEvent
{
    private readonly WindowsValues _values = new();
    private uint _own;

    /// <summary>The value as written; null when missing, empty or <c>-</c>.</summary>
    public string? this[WindowsField field] => _values.Text(field);

    /// <summary>The event's number; null when it is none.</summary>
    public int? Id => int.TryParse(_values[WindowsField.EventId], NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : null;

    /// <summary>Takes a value unless it is none, or the event itself said otherwise.</summary>
    /// <param name="field">The field.</param>
    /// <param name="value">As written, in UTF-8.</param>
    /// <param name="isOwn">Whether the event says it, not what wraps it.</param>
    public void Take(WindowsField field, ReadOnlySpan<byte> value, bool isOwn)
    {
        var bit = 1U << (int)field;
        if (value is not ([] or [(byte)'-']) && (isOwn || (_own & bit) == 0))
        {
            _values.Set(field, value);
            _own |= isOwn ? bit : 0;
        }
    }

    /// <summary>Whether there is no value.</summary>
    public bool Lacks(WindowsField field) => _values[field].IsEmpty;

    /// <summary>Why what the record carries inside cannot be read; null when it can.</summary>
    public (RejectionReason Reason, string Detail)? Fault { get; set; }

    /// <summary>The device's name, by the best witness.</summary>
    public string? Computer => this[WindowsField.Computer] ?? this[WindowsField.Hostname] ?? this[WindowsField.Host];

    /// <summary>How many texts were unwrapped: JSON inside JSON inside JSON has an end.</summary>
    public int Unwrapped { get; set; }

    /// <summary>The direction in the words of the Elastic Common Schema; null for everything else.</summary>
    public bool? IsInbound =>
        Is(WindowsField.Direction, "inbound"u8) || Is(WindowsField.Direction, "ingress"u8) ? true
        : Is(WindowsField.Direction, "outbound"u8) || Is(WindowsField.Direction, "egress"u8) ? false
        : null;

    /// <summary>Whether a value is this ASCII text, ignoring case.</summary>
    public bool Is(WindowsField field, ReadOnlySpan<byte> text) => Ascii.EqualsIgnoreCase(_values[field], text);

    /// <summary>Forgets everything.</summary>
    public void Clear()
    {
        _values.Clear();
        (_own, Fault, Unwrapped) = (0, null, 0);
    }

    /// <summary>Whether provider or log say that the event is of this origin.</summary>
    public bool IsOf(string origin) =>
        Says(WindowsField.Provider, origin) || Says(WindowsField.Source, origin) || Says(WindowsField.Channel, origin);

    /// <summary>Whether neither provider nor log are known.</summary>
    public bool IsOfUnknownOrigin =>
        Lacks(WindowsField.Provider) && Lacks(WindowsField.Source) && Lacks(WindowsField.Channel);

    private bool Says(WindowsField field, string origin) => this[field]?.Contains(origin, StringComparison.OrdinalIgnoreCase) is true;
}
