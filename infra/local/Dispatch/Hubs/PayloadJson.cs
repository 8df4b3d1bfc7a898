using System.Text.Json.Serialization;

namespace ExposurePipeline.Local.Dispatch.Hubs;

[JsonSerializable(typeof(string))]
internal sealed partial class PayloadJson : JsonSerializerContext;
