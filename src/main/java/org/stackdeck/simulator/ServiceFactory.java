package org.stackdeck.simulator;

import java.util.List;
import org.stackdeck.simulator.cinder.BackupsResource;
import org.stackdeck.simulator.cinder.Cinder;
import org.stackdeck.simulator.cinder.VolumeQuotasResource;
import org.stackdeck.simulator.cinder.VolumeTransfersResource;
import org.stackdeck.simulator.cinder.VolumesResource;
import org.stackdeck.simulator.glance.Glance;
import org.stackdeck.simulator.http.OpenStackService;
import org.stackdeck.simulator.keystone.Keystone;
import org.stackdeck.simulator.keystone.KeystoneAccounts;
import org.stackdeck.simulator.keystone.ServiceCatalog;
import org.stackdeck.simulator.keystone.TokenStore;
import org.stackdeck.simulator.neutron.Neutron;
import org.stackdeck.simulator.neutron.NeutronDocuments;
import org.stackdeck.simulator.neutron.NeutronWriteHandler;
import org.stackdeck.simulator.nova.NovaFactory;
import org.stackdeck.simulator.nova.tasks.Conductor;
import org.stackdeck.simulator.placement.PlacementStub;
import org.stackdeck.simulator.state.CloudState;
import org.stackdeck.simulator.state.VolumeBackupStore;

/** Creates the simulated OpenStack services. */
final class ServiceFactory {

    private final String root;
    private final String region;
    private final SimulatorOptions options;
    private final CloudState cloud;
    private final TokenStore tokens;

    ServiceFactory(String root, String region, SimulatorOptions options, CloudState cloud, TokenStore tokens) {
        this.root = root;
        this.region = region;
        this.options = options;
        this.cloud = cloud;
        this.tokens = tokens;
    }

    /** Creates all services. Keystone is last, because its prefix is empty. */
    List<OpenStackService> all(Conductor conductor) {
        VolumeBackupStore backups = new VolumeBackupStore(cloud.quotas());
        BackupsResource backupService = new BackupsResource(root, cloud, backups, conductor);
        VolumeQuotasResource quotas = new VolumeQuotasResource(cloud, backups);
        return List.of(
                new NovaFactory(root, cloud, conductor, options).nova(tokens),
                new Glance(root, tokens, cloud.images(), cloud.time()),
                new Neutron(
                        root,
                        tokens,
                        new NeutronDocuments(cloud.networks(), cloud.securityGroups(), cloud.quotas()),
                        new NeutronWriteHandler(cloud)),
                new Cinder(
                        root,
                        tokens,
                        new VolumesResource(root, cloud, conductor, backups, backupService, quotas),
                        cloud.snapshots(),
                        backupService,
                        quotas,
                        new VolumeTransfersResource(root, cloud, quotas),
                        cloud.time()),
                new PlacementStub(root),
                new Keystone(root, new KeystoneAccounts(), tokens, new ServiceCatalog(root, region)));
    }
}
