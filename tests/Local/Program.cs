using ExposurePipeline.Tests.Local.Broker;

// The test assembly is also the process that the durability tests kill; see BrokerProcess.
return args is ["broker", var file] ? await BrokerProcess.RunAsync(file) : 2;
