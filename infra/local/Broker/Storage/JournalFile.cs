namespace ExposurePipeline.Local.Broker.Storage;

/// <summary>Opens the broker's file for its single writer.</summary>
internal static class JournalFile
{
    /// <summary>Sequence numbers are counted in memory, so a second process on the same file would corrupt them; the lock ends with the process.</summary>
    public static FileStream Own(string path)
    {
        try
        {
            return new FileStream(path + ".lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException fault)
        {
            throw new BrokerConfigurationException($"Broker file {path}: another process uses it ({fault.Message}). Stop that one or name another file.");
        }
    }

    public static Session OpenWriter(string path, bool survivePowerLoss)
    {
        var session = Session.Open(path, readOnly: false);
        session.Run("PRAGMA page_size=8192");
        session.Run("PRAGMA journal_mode=WAL");
        session.Run($"PRAGMA synchronous={(survivePowerLoss ? "FULL" : "NORMAL")}");
        session.Run("PRAGMA wal_autocheckpoint=4000");
        session.Run("PRAGMA journal_size_limit=67108864");
        session.Run("PRAGMA cache_size=-32768");
        Prepare(session, path);
        return session;
    }

    private static void Prepare(Session session, string path)
    {
        var version = session["PRAGMA user_version"].Number(0);
        if (version == 0)
            session.Run($"BEGIN; {Schema.Create} PRAGMA user_version={Schema.Version}; COMMIT;");
        else if (version != Schema.Version)
            throw new BrokerConfigurationException($"Broker file {path}: version {version}, this program reads version {Schema.Version}. Name another file or delete it.");
    }
}
