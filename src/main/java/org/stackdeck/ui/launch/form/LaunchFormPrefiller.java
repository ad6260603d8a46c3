package org.stackdeck.ui.launch.form;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.stackdeck.cloud.launch.BootSource;
import org.stackdeck.cloud.launch.InvalidNewServerException.Field;
import org.stackdeck.cloud.launch.NewServer;
import org.stackdeck.cloud.launch.Nic;
import org.stackdeck.cloud.launch.RootVolume;
import org.stackdeck.cloud.resource.Port;
import org.stackdeck.cloud.resource.SecurityGroup;
import org.stackdeck.cloud.resource.Volume;
import org.stackdeck.cloud.server.Server;
import org.stackdeck.operations.detail.AttachedResourceService;
import org.stackdeck.ui.launch.form.LaunchOptionLoader.OptionKind;

/** Prefills the launch form. Selects options as soon as they are loaded. */
public final class LaunchFormPrefiller {

    private final NameAndCountFields naming;
    private final BootSourceField source;
    private final FlavorSelection flavors;
    private final NetworkAndAccessFields networkAndKey;
    private final RootVolumeSection root;
    private final PlacementAndMetadataSection placementAndMetadata;
    private final LaunchFieldErrors validation;
    private final BiConsumer<OptionKind, List<String>> optionSelector;

    /** @param optionSelector selects networks, security groups, the availability zone and the server group */
    LaunchFormPrefiller(
            NameAndCountFields naming,
            BootSourceField source,
            FlavorSelection flavors,
            NetworkAndAccessFields networkAndKey,
            RootVolumeSection root,
            PlacementAndMetadataSection placementAndMetadata,
            LaunchFieldErrors validation,
            BiConsumer<OptionKind, List<String>> optionSelector) {
        this.naming = naming;
        this.source = source;
        this.flavors = flavors;
        this.networkAndKey = networkAndKey;
        this.root = root;
        this.placementAndMetadata = placementAndMetadata;
        this.validation = validation;
        this.optionSelector = optionSelector;
    }

    /**
     * Prefills the form with the data of the server that Nova's server list contains.
     *
     * @return key suffixes of the values that were not copied
     */
    public Set<String> fromServer(Server server) {
        naming.setName(server.name());
        flavors.selectWhenLoaded(server.flavor().name());
        source.selectWhenLoaded(
                OptionKind.IMAGE, server.image() == null ? null : server.image().id());
        optionSelector.accept(
                OptionKind.ZONE,
                Optional.ofNullable(server.availabilityZone()).stream().toList());
        placementAndMetadata.setValues(
                server.tags(), server.userMetadata(), server.description() == null ? "" : server.description());
        Set<String> missing = new HashSet<>(Set.of("userData", "serverGroup"));
        if (!networkAndKey.selectKey(server.keyName())) {
            missing.add("key");
        }
        return missing;
    }

    public void fromImage(String image) {
        source.selectWhenLoaded(OptionKind.IMAGE, image);
    }

    /**
     * Prefills the networks, the security groups, and the boot source of a server that boots from a volume. Keeps
     * fields that the user has changed.
     *
     * @return key suffixes of the values that were not copied
     */
    public Set<String> details(SimilarServerDetails similarServerDetails) {
        Set<String> missing = new HashSet<>();
        AttachedResourceService.NetworkDetails networkDetails = similarServerDetails.network();
        if (networkDetails == null) {
            missing.add("network");
        } else {
            prefillNetwork(networkDetails);
        }
        if (similarServerDetails.server().image() == null && !prefillRootVolume(similarServerDetails.root())) {
            missing.add("source");
        }
        return missing;
    }

    private void prefillNetwork(AttachedResourceService.NetworkDetails networkDetails) {
        if (validation.isUnchanged(Field.NETWORKS)) {
            optionSelector.accept(
                    OptionKind.NETWORK,
                    networkDetails.ports().stream()
                            .map(Port::network)
                            .distinct()
                            .toList());
        }
        if (validation.isUnchanged(Field.SECURITY_GROUPS)) {
            optionSelector.accept(
                    OptionKind.SECURITY_GROUP,
                    networkDetails.securityGroups().stream()
                            .map(SecurityGroup::id)
                            .toList());
        }
    }

    private boolean prefillRootVolume(@Nullable Volume volume) {
        if (volume == null || volume.image() == null) {
            return false;
        }
        if (validation.isUnchanged(Field.SOURCE)) {
            source.selectWhenLoaded(OptionKind.IMAGE, volume.image());
            root.prefill(new BootSource.ImageSource(
                    volume.image(), new RootVolume(volume.sizeGib(), root.deletedWithServer())));
        }
        return true;
    }

    /**
     * Prefills the form from a stored request. A stored request contains no key pair and no user data. If the project
     * does not have a requested resource, the field shows an error after the options have been loaded.
     */
    public void fromRequest(NewServer server) {
        validation.clearRejections();
        naming.setName(server.name());
        root.prefill(server.source());
        switch (server.source()) {
            case BootSource.ImageSource(String image, var _) -> source.selectWhenLoaded(OptionKind.IMAGE, image);
            case BootSource.VolumeSource(String volume, boolean deleted) ->
                source.selectWhenLoaded(OptionKind.VOLUME, volume, deleted);
            case BootSource.SnapshotSource(String snapshot, var _) ->
                source.selectWhenLoaded(OptionKind.SNAPSHOT, snapshot);
        }
        flavors.clearSelection();
        flavors.selectWhenLoaded(server.flavor());
        optionSelector.accept(
                OptionKind.NETWORK, server.nics().stream().map(Nic::id).toList());
        optionSelector.accept(OptionKind.SECURITY_GROUP, server.securityGroups());
        optionSelector.accept(
                OptionKind.ZONE, Optional.ofNullable(server.zone()).stream().toList());
        optionSelector.accept(
                OptionKind.SERVER_GROUP,
                Optional.ofNullable(server.serverGroup()).stream().toList());
        placementAndMetadata.setValues(
                server.tags(), server.metadata(), server.description() == null ? "" : server.description());
    }
}
