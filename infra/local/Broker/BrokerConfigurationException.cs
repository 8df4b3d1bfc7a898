namespace ExposurePipeline.Local.Broker;

/// <summary>The broker cannot start, or an entity cannot be made, as configured. The message is one line that names what and where.</summary>
public sealed class BrokerConfigurationException(string message) : Exception(message);
