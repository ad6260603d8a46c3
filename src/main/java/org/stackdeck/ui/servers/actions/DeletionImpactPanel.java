package org.stackdeck.ui.servers.actions;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.UnorderedList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.stackdeck.cloud.resource.FloatingIp;
import org.stackdeck.cloud.resource.Volume;
import org.stackdeck.cloud.server.Server;
import org.stackdeck.cloud.server.ServerAddress;
import org.stackdeck.operations.detail.AttachedResourceService.AttachedVolume;
import org.stackdeck.operations.detail.AttachedResourceService.VolumesAtDeletion;
import org.stackdeck.ui.i18n.Messages;

/**
 * Lists the resources that are deleted with a server and the resources that are kept. Shows the data of the inventory
 * first, and adds the volumes and floating IPs when they are loaded.
 */
public final class DeletionImpactPanel extends Div {

    private final Server server;
    private final Messages messages;
    private final UnorderedList deletedList = createList();
    private final UnorderedList keptList = createList();
    private final Paragraph keptHeading;
    /** Null while the volumes are loading. */
    private @Nullable CloudLoadResult<VolumesAtDeletion> volumes;
    /** Null while the floating IPs are loading. */
    private @Nullable CloudLoadResult<List<FloatingIp>> floatingIps;

    DeletionImpactPanel(Server server, Messages messages) {
        this.server = server;
        this.messages = messages;
        this.keptHeading = new Paragraph(messages.text("servers.delete.stays"));
        setClassName("deletion");
        getElement().setAttribute("aria-live", "polite");
        add(
                new Paragraph(
                        messages.text("servers.delete.intro", server.project().name())),
                deletedList,
                keptHeading,
                keptList);
        refresh();
    }

    void setVolumes(CloudLoadResult<VolumesAtDeletion> result) {
        volumes = result;
        refresh();
    }

    void setFloatingIps(CloudLoadResult<List<FloatingIp>> result) {
        floatingIps = result;
        refresh();
    }

    private void refresh() {
        deletedList.removeAll();
        keptList.removeAll();
        if (server.image() != null) {
            addDeleted("servers.delete.disk", server.flavor().diskGib());
        }
        showVolumes();
        String fixed = addressText(false);
        if (!fixed.isEmpty()) {
            addDeleted("servers.delete.addresses", fixed);
        }
        showFloating();
        keptHeading.setVisible(keptList.getChildren().findAny().isPresent());
    }

    private void showVolumes() {
        switch (volumes) {
            case null -> addDeleted("servers.delete.volumes.reading");
            case CloudLoadResult.Failed<VolumesAtDeletion>(var _, String message) ->
                addUnknown(deletedList, "servers.delete.volumes.unknown", message);
            case CloudLoadResult.Refused<VolumesAtDeletion>(), CloudLoadResult.UnexpectedFailure<VolumesAtDeletion>() ->
                addUnknown(deletedList, "servers.delete.volumes.unknown", "");
            case CloudLoadResult.Loaded<VolumesAtDeletion>(VolumesAtDeletion.Hidden()) ->
                addDeleted("servers.delete.volumes.untold");
            case CloudLoadResult.Loaded<VolumesAtDeletion>(
                    VolumesAtDeletion.Known(List<AttachedVolume> deleted, List<AttachedVolume> attachedVolumes)) -> {
                deleted.forEach(volume -> deletedList.add(new ListItem(volumeText(volume))));
                attachedVolumes.forEach(volume -> keptList.add(new ListItem(volumeText(volume))));
            }
        }
    }

    /**
     * Shows the floating IPs from Neutron. Until they are loaded, or if the load fails, shows those of the inventory,
     * which may lack a newly associated address.
     */
    private void showFloating() {
        @Nullable String problem = null;
        String ips = addressText(true);
        switch (floatingIps) {
            case null -> {}
            case CloudLoadResult.Failed<List<FloatingIp>>(var _, String message) -> problem = message;
            case CloudLoadResult.Refused<List<FloatingIp>>(), CloudLoadResult.UnexpectedFailure<List<FloatingIp>>() ->
                problem = "";
            case CloudLoadResult.Loaded<List<FloatingIp>>(List<FloatingIp> loaded) ->
                ips = loaded.stream().map(FloatingIp::ip).sorted().collect(Collectors.joining(", "));
        }
        if (!ips.isEmpty()) {
            addKept("servers.delete.floating", ips);
        }
        if (problem != null) {
            addUnknown(keptList, "servers.delete.floating.unknown", problem);
        }
    }

    private void addUnknown(UnorderedList list, String key, String problem) {
        list.add(new ListItem((messages.text(key) + " " + problem).strip()));
    }

    private void addDeleted(String key, Object... arguments) {
        deletedList.add(new ListItem(messages.text(key, arguments)));
    }

    private void addKept(String key, Object... arguments) {
        keptList.add(new ListItem(messages.text(key, arguments)));
    }

    private String addressText(boolean floating) {
        return server.addresses().stream()
                .filter(serverAddress -> serverAddress.floating() == floating)
                .map(ServerAddress::ip)
                .collect(Collectors.joining(", "));
    }

    private String volumeText(AttachedVolume attachedVolume) {
        return switch (attachedVolume) {
            case AttachedVolume.Listed(Volume volume) ->
                messages.text("servers.delete.volume", volume.displayName(), volume.sizeGib());
            case AttachedVolume.Unlisted(String id) -> messages.text("servers.delete.volume.unlisted", id);
        };
    }

    private static UnorderedList createList() {
        UnorderedList list = new UnorderedList();
        list.addClassName("losses");
        return list;
    }
}
