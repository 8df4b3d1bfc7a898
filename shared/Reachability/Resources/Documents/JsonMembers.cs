using System.Text;
using ExposurePipeline.Exposure.Events;

namespace ExposurePipeline.Reachability.Resources.Documents;

/// <summary>Walks over the members of an object.</summary>
internal static class JsonMembers
{
    /// <summary>Goes to the value of the next member of an object; null at the object's end, which it passes, and where there is a fault.</summary>
    /// <param name="json">The text, within the object.</param>
    /// <param name="most">The longest name.</param>
    public static string? NextMember(this JsonText json, int most)
    {
        if (!json.SkipSeparators("The text ends in the middle of an object."))
        {
            return null;
        }

        if (json.First == (byte)'}')
        {
            json.Window.Pass(1);
            return null;
        }

        if (json.First != (byte)'"' || json.Measure(0, most) is not { } length)
        {
            json.Stop(0, (RejectionReason.MalformedJson, "Here should be the name of a member."));
            return null;
        }

        var name = Encoding.UTF8.GetString(json.Window.Bytes[1..(length - 1)]);
        json.Window.Pass(length);
        return PassColon(json) ? name : null;
    }

    private static bool PassColon(JsonText json)
    {
        if (json.SkipBlanks() && json.First == (byte)':')
        {
            json.Window.Pass(1);
            if (json.SkipBlanks())
            {
                return true;
            }
        }

        json.Stop(0, (json.Window.Length == 0 ? RejectionReason.Truncated : RejectionReason.MalformedJson, "Here should be a member's value."));
        return false;
    }
}
