using System.Collections.Concurrent;
using System.Globalization;
using System.Reflection;
using System.Runtime.Serialization;

namespace Azure.Data.Tables.Entities;

/// <summary>Properties of an entity: a dictionary's entries, or the public properties of a class.</summary>
internal static class EntityShape
{
    private static readonly ConcurrentDictionary<Type, (string Name, PropertyInfo Property)[]> Shapes = new();

    /// <summary>What is sent: everything but ETag and Timestamp, which the service owns.</summary>
    public static IEnumerable<KeyValuePair<string, object?>> Read(ITableEntity entity) => entity is TableEntity dictionary
        ? dictionary.Pairs.Where(pair => pair.Key is not (EntityNames.Timestamp or EntityNames.ODataETag))
        : Of(entity.GetType())
            .Where(member => member.Name is not (EntityNames.Timestamp or EntityNames.ETag))
            .Select(member => KeyValuePair.Create(member.Name, member.Property.GetValue(entity)));

    /// <summary>An entity of type <typeparamref name="T"/>; properties it does not know are ignored.</summary>
    public static T Write<T>(Dictionary<string, object?> properties) where T : class, ITableEntity
    {
        if (typeof(T) == typeof(TableEntity)) return (T)(object)new TableEntity(properties);
        if (typeof(T).IsAbstract) throw new NotSupportedException($"{typeof(T)} cannot be created; query for a class or for TableEntity.");

        var entity = Activator.CreateInstance<T>();
        foreach (var (name, property) in Of(typeof(T)))
        {
            var stored = name == EntityNames.ETag ? EntityNames.ODataETag : name;
            if (property.CanWrite && properties.TryGetValue(stored, out var value) && value is not null)
            {
                property.SetValue(entity, Convert(property.PropertyType, value));
            }
        }

        return entity;
    }

    private static (string Name, PropertyInfo Property)[] Of(Type type) => Shapes.GetOrAdd(type, static shaped =>
    [
        .. shaped.GetProperties(BindingFlags.Instance | BindingFlags.Public)
            .Where(property => property.CanRead && property.GetIndexParameters().Length == 0 && property.GetCustomAttribute<IgnoreDataMemberAttribute>() is null)
            .Select(property => (property.GetCustomAttribute<DataMemberAttribute>()?.Name ?? property.Name, property)),
    ]);

    private static object Convert(Type wanted, object value)
    {
        var type = Nullable.GetUnderlyingType(wanted) ?? wanted;
        return (type, value) switch
        {
            _ when type.IsInstanceOfType(value) => value,
            (_, string text) when type == typeof(ETag) => new ETag(text),
            (_, string text) when type.IsEnum => Enum.Parse(type, text),
            (_, byte[] bytes) when type == typeof(BinaryData) => BinaryData.FromBytes(bytes),
            (_, DateTimeOffset instant) when type == typeof(DateTime) => instant.UtcDateTime,
            (_, int) when type == typeof(long) || type == typeof(double) => System.Convert.ChangeType(value, type, CultureInfo.InvariantCulture),
            _ => throw new NotSupportedException($"A stored {value.GetType()} cannot become a {wanted}."),
        };
    }
}
