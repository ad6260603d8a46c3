package org.stackdeck.simulator;

import java.util.List;

/** Creates the services. */
final class Services {

    private final String root;
    private final String region;
    private final SimulatorOptions options;
    private final CloudState cloud;
    private final TokenStore tokens;

    Services(String root, String region, SimulatorOptions options, CloudState cloud, TokenStore tokens) {
        this.root = root;
        this.region = region;
        this.options = options;
        this.cloud = cloud;
        this.tokens = tokens;
    }

    /** Keystone is last, because its prefix is empty. */
    List<Service> all(Conductor conductor) {
        return List.of(
                new NovaParts(root, cloud, conductor, options).nova(tokens),
                new Glance(root, tokens, cloud.images()),
                new Neutron(
                        root,
                        tokens,
                        new NetworkDocuments(cloud.networks(), cloud.quotas()),
                        new NeutronChanges(cloud)),
                new Cinder(
                        root,
                        tokens,
                        new VolumesResource(root, cloud, conductor),
                        cloud.snapshots(),
                        new VolumeQuotas(cloud)),
                new Placement(root),
                new Keystone(root, new Accounts(), tokens, new Catalog(root, region)));
    }
}
