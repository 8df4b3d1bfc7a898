namespace ExposurePipeline.Reachability.Resources.Documents;

/// <summary>Where reading goes on behind what cannot be read.</summary>
internal static class Resumption
{
    /// <summary>Passes what cannot be read, up to a line that begins like a document.</summary>
    public static void SkipToNextDocument(this JsonText json)
    {
        json.Fault = null;
        do
        {
            for (var end = json.Window.Bytes.IndexOf((byte)'\n'); end >= 0; end = json.Window.Bytes.IndexOf((byte)'\n'))
            {
                json.Window.Pass(end + 1);
                if ((json.Window.Length > 0 || json.Window.More()) && json.First is (byte)'{' or (byte)'[')
                {
                    return;
                }
            }

            json.Window.Pass(json.Window.Length);
        }
        while (json.Window.More());
    }
}
