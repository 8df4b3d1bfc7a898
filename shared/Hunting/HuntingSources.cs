using ExposurePipeline.Hunting.Values;

namespace ExposurePipeline.Hunting;

/// <summary>A table that queries may name.</summary>
public interface IHuntingTable
{
    /// <summary>Its name, as queries write it.</summary>
    string Name { get; }

    /// <summary>Its columns.</summary>
    Schema Schema { get; }

    /// <summary>The column, behind those of the schema in every batch, that holds when a row was accepted: seen by <c>ingestion_time()</c> alone. Null where there is none.</summary>
    ColumnSchema? IngestionTime => null;

    /// <summary>Its rows, read as they are asked for.</summary>
    /// <param name="scan">What the query needs at the least.</param>
    IEnumerable<Batch> Read(TableScan scan);
}

/// <summary>A function that queries may call as if they had declared it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Text">Its declaration, as after <c>let Name =</c>: <c>(x: string) { … }</c>.</param>
public sealed record StoredFunction(string Name, string Text);

/// <summary>Data that queries may name by an address, held locally under it.</summary>
public interface IExternalData
{
    /// <summary>The rows registered under an address, in the given columns; null when nothing is.</summary>
    IEnumerable<Batch>? Find(string address, Schema columns, IReadOnlyDictionary<string, string> properties);
}

/// <summary>Where an address is.</summary>
/// <param name="Country">The country's name.</param>
/// <param name="State">The state or region; "" where not known.</param>
/// <param name="City">The city; "" where not known.</param>
/// <param name="Latitude">Degrees north; not a number where not known.</param>
/// <param name="Longitude">Degrees east; not a number where not known.</param>
public sealed record AddressLocation(string Country, string State, string City, double Latitude, double Longitude);

/// <summary>Tells where addresses are, from data held locally.</summary>
public interface IAddressLocations
{
    /// <summary>Where an address is; null when that is not known, or the text is no address.</summary>
    AddressLocation? Find(string address);
}

/// <summary>Tables that a function gives by their name, as <c>_GetWatchlist('name')</c> does.</summary>
public interface INamedTables
{
    /// <summary>The function's name.</summary>
    string Function { get; }

    /// <summary>The table of a name; null when there is none.</summary>
    IHuntingTable? Find(string name);
}

/// <summary>Columns that <c>invoke</c> adds to rows, from data held locally, as <c>FileProfile()</c> does.</summary>
public interface IRowProfiles
{
    /// <summary>The function's name.</summary>
    string Function { get; }

    /// <summary>The column by which rows are looked up where the query names none.</summary>
    string Key { get; }

    /// <summary>The columns that are added.</summary>
    Schema Columns { get; }

    /// <summary>The data.</summary>
    RowProfiles Open();
}

/// <summary>Profiles, and where each is.</summary>
/// <param name="Rows">The profiles.</param>
/// <param name="ByKey">The row of each key.</param>
/// <param name="Missing">The row that stands for a key that has none; -1 for a row of nulls.</param>
public sealed record RowProfiles(Batch Rows, IReadOnlyDictionary<string, int> ByKey, int Missing);

/// <summary>What a query can see. Nothing outside it is reachable.</summary>
/// <param name="Tables">The tables.</param>
/// <param name="Functions">The stored functions.</param>
public sealed record HuntingSources(IReadOnlyList<IHuntingTable> Tables, IReadOnlyList<StoredFunction> Functions)
{
    /// <summary>What externaldata may name; nothing unless registered.</summary>
    public IReadOnlyList<IExternalData> ExternalData { get; init; } = [];

    /// <summary>Where addresses are; not known unless registered.</summary>
    public IAddressLocations? Locations { get; init; }

    /// <summary>Functions that give tables by name; none unless registered.</summary>
    public IReadOnlyList<INamedTables> NamedTables { get; init; } = [];

    /// <summary>Functions that add columns to rows; none unless registered.</summary>
    public IReadOnlyList<IRowProfiles> Profiles { get; init; } = [];

    /// <summary>What queries may ask for and is not registered here: the function's name, and what would have to be done.</summary>
    public IReadOnlyDictionary<string, string> Absent { get; init; } = new Dictionary<string, string>();

    /// <summary>No tables, no functions.</summary>
    public static HuntingSources None { get; } = new([], []);
}

/// <summary>What a query may use.</summary>
/// <param name="Time">The clock: read once for <c>now()</c>, and again for the time budget.</param>
/// <param name="MaxRows">The most rows a result may have.</param>
/// <param name="MaxTime">The longest a query may run.</param>
/// <param name="MaxBytes">The most memory, by estimate, that its intermediate rows may take.</param>
public sealed record HuntingOptions(TimeProvider Time, int MaxRows = 30_000, TimeSpan? MaxTime = null, long MaxBytes = 1L << 30)
{
    /// <summary>How many threads a query may use; what it answers does not depend on it.</summary>
    public int Workers { get; init; } = 1;
}
