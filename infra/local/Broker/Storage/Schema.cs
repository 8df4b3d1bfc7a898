namespace ExposurePipeline.Local.Broker.Storage;

/// <summary>The file's tables. Events have one table per partition, so that every insert appends to the end of a B-tree.</summary>
internal static class Schema
{
    /// <summary>Kept in the file; a file of another version is refused, not guessed at.</summary>
    public const long Version = 1;

    public const string Create = """
        CREATE TABLE hub(id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE COLLATE NOCASE);
        CREATE TABLE partition(
            id INTEGER PRIMARY KEY, hub INTEGER NOT NULL, number INTEGER NOT NULL,
            next_sequence INTEGER NOT NULL DEFAULT 0, next_offset INTEGER NOT NULL DEFAULT 0, last_enqueued INTEGER NOT NULL DEFAULT 0,
            UNIQUE(hub, number));
        CREATE TABLE consumer_group(hub INTEGER NOT NULL, name TEXT NOT NULL COLLATE NOCASE, PRIMARY KEY(hub, name)) WITHOUT ROWID;
        CREATE TABLE checkpoint(
            partition INTEGER NOT NULL, consumer_group TEXT NOT NULL COLLATE NOCASE, next_sequence INTEGER NOT NULL,
            PRIMARY KEY(partition, consumer_group)) WITHOUT ROWID;
        CREATE TABLE entity(
            id INTEGER PRIMARY KEY AUTOINCREMENT, path TEXT NOT NULL UNIQUE COLLATE NOCASE, kind TEXT NOT NULL, settings TEXT NOT NULL,
            next_sequence INTEGER NOT NULL DEFAULT 1);
        CREATE TABLE seen_message(entity INTEGER NOT NULL, message_id TEXT NOT NULL, at INTEGER NOT NULL, PRIMARY KEY(entity, message_id)) WITHOUT ROWID;
        CREATE TABLE message(
            entity INTEGER NOT NULL, sequence INTEGER NOT NULL, message_id TEXT NOT NULL, session_id TEXT, content_type TEXT,
            broker TEXT NOT NULL, properties TEXT, enqueued INTEGER NOT NULL, expires INTEGER, scheduled_for INTEGER,
            delivery_count INTEGER NOT NULL DEFAULT 0, lock_token TEXT, locked_until INTEGER, body BLOB NOT NULL);
        CREATE UNIQUE INDEX message_order ON message(entity, sequence);
        CREATE INDEX message_ready ON message(entity, sequence) WHERE locked_until IS NULL AND scheduled_for IS NULL;
        CREATE INDEX message_locked ON message(entity, locked_until) WHERE locked_until IS NOT NULL;
        CREATE INDEX message_scheduled ON message(entity, scheduled_for) WHERE scheduled_for IS NOT NULL;
        CREATE INDEX message_expiring ON message(entity, expires) WHERE expires IS NOT NULL;
        CREATE INDEX message_session ON message(entity, session_id, sequence) WHERE session_id IS NOT NULL AND locked_until IS NOT NULL;
        """;

    /// <summary>The table of one partition.</summary>
    public static string Events(long partitionId) => $"events_{partitionId}";

    public static string CreateEvents(long partitionId) => $"""
        CREATE TABLE {Events(partitionId)}(
            sequence INTEGER PRIMARY KEY, offset INTEGER NOT NULL, enqueued INTEGER NOT NULL, partition_key TEXT, properties TEXT, body BLOB NOT NULL)
        """;
}
