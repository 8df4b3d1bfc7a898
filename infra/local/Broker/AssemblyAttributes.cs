using System.Runtime.CompilerServices;

[assembly: InternalsVisibleTo("ExposurePipeline.Tests.Local")]
[assembly: InternalsVisibleTo("ExposurePipeline.Tests.EndToEnd")]
