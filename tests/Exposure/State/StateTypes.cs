global using MergeRegister = ExposurePipeline.Exposure.State.Register<ExposurePipeline.Exposure.Values.DeviceId, ExposurePipeline.Exposure.State.DeviceOrder>;
global using NameSet = ExposurePipeline.Exposure.State.BoundedSet<string, ExposurePipeline.Exposure.State.NameBound>;
global using ProcessRegister = ExposurePipeline.Exposure.State.Register<ExposurePipeline.Exposure.Events.ProcessIdentity, ExposurePipeline.Exposure.State.ProcessOrder>;
global using ProfileRegister = ExposurePipeline.Exposure.State.Register<ExposurePipeline.Exposure.Events.DeviceProfile, ExposurePipeline.Exposure.State.ProfileOrder>;
global using RemoteSample = ExposurePipeline.Exposure.State.BoundedSet<ExposurePipeline.Exposure.Values.IpAddress, ExposurePipeline.Exposure.State.RemoteBound>;
