using System.Text;

namespace ExposurePipeline.Exposure.Normalisation.Inventory.Firewalls;

/// <summary>The words of a rule, of which those with blanks are quoted: <c>--comment "a \"b\" c"</c>.</summary>
internal static class IptablesWords
{
    /// <summary>False when a quote is not closed.</summary>
    public static bool TrySplit(string text, out string[] words)
    {
        var found = new List<string>();
        var word = new StringBuilder();
        var (isOpen, isQuoted) = (false, false);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '\\' && i + 1 < text.Length && isQuoted)
            {
                word.Append(text[++i]);
            }
            else if (text[i] == '"')
            {
                (isOpen, isQuoted) = (true, !isQuoted);
            }
            else if (text[i] is ' ' or '\t' && !isQuoted)
            {
                End(found, word, ref isOpen);
            }
            else
            {
                isOpen = true;
                word.Append(text[i]);
            }
        }

        End(found, word, ref isOpen);
        words = [.. found];
        return !isQuoted;
    }

    private static void End(List<string> found, StringBuilder word, ref bool isOpen)
    {
        if (isOpen)
        {
            found.Add(word.ToString());
        }

        word.Clear();
        isOpen = false;
    }
}
