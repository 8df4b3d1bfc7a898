using System.Text.Json.Serialization;

namespace Azure.Messaging.Http;

[JsonSerializable(typeof(string))]
internal sealed partial class PropertyValueJson : JsonSerializerContext;
