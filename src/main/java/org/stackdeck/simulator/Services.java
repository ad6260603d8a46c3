package org.stackdeck.simulator;

import java.util.List;

/** Puts the services together. */
final class Services {

    private final String root;
    private final String region;
    private final SimulatorOptions options;
    private final ServerStore store;
    private final TokenStore tokens;

    Services(String root, String region, SimulatorOptions options, ServerStore store, TokenStore tokens) {
        this.root = root;
        this.region = region;
        this.options = options;
        this.store = store;
        this.tokens = tokens;
    }

    /** Keystone last, since it has the root. */
    List<Service> all(Time time, Conductor conductor) {
        return List.of(
                nova(time, conductor),
                new Glance(root, tokens),
                new Neutron(root, tokens, new NetworkDocuments(store)),
                new Cinder(root, tokens, store),
                new Placement(root),
                keystone());
    }

    private Keystone keystone() {
        return new Keystone(root, new Accounts(), tokens, new Catalog(root, region));
    }

    private Nova nova(Time time, Conductor conductor) {
        String base = root + "/compute";
        ServersResource servers = new ServersResource(
                store,
                new ServerListing(store, base, options.largestPage()),
                new ServerView(base),
                new ServerActions(time, conductor),
                new InstanceActions());
        return new Nova(
                root, Microversion.parse(options.microversion()), tokens, servers, new ComputeExtras(store, base));
    }
}
