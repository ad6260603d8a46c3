package org.stackdeck.ui.servers;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.UnorderedList;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.stackdeck.cloud.Address;
import org.stackdeck.cloud.FloatingIp;
import org.stackdeck.cloud.Server;
import org.stackdeck.cloud.Volume;
import org.stackdeck.operations.ServerParts.AtDeletion;
import org.stackdeck.operations.ServerParts.Attached;
import org.stackdeck.ui.component.Words;

/**
 * Lists what is deleted with a server and what is kept. Starts with the data of the inventory and adds the rest when
 * the cloud returns it.
 */
final class DeletionLosses extends Div {

    private final Server server;
    private final Words words;
    private final UnorderedList going = list();
    private final UnorderedList staying = list();
    private final Paragraph stays;
    private Read<AtDeletion> volumes = new Read.Reading<>();
    private Read<List<FloatingIp>> floating = new Read.Reading<>();

    /** Result of a request to the cloud. */
    sealed interface Read<T> {

        record Reading<T>() implements Read<T> {}

        record Told<T>(T what) implements Read<T> {}

        /** @param problem message of the cloud; empty if there is none */
        record Failed<T>(String problem) implements Read<T> {}
    }

    DeletionLosses(Server server, Words words) {
        this.server = server;
        this.words = words;
        this.stays = new Paragraph(words.say("servers.delete.stays"));
        setClassName("deletion");
        getElement().setAttribute("aria-live", "polite");
        add(new Paragraph(words.say("servers.delete.intro", server.project().name())), going, stays, staying);
        paint();
    }

    void volumes(Read<AtDeletion> read) {
        volumes = read;
        paint();
    }

    void floating(Read<List<FloatingIp>> read) {
        floating = read;
        paint();
    }

    private void paint() {
        going.removeAll();
        staying.removeAll();
        if (server.image() != null) {
            go("servers.delete.disk", server.flavor().diskGib());
        }
        showVolumes();
        String fixed = ips(false);
        if (!fixed.isEmpty()) {
            go("servers.delete.addresses", fixed);
        }
        showFloating();
        stays.setVisible(staying.getChildren().findAny().isPresent());
    }

    private void showVolumes() {
        switch (volumes) {
            case Read.Reading<AtDeletion>() -> go("servers.delete.volumes.reading");
            case Read.Failed<AtDeletion>(String problem) -> unknown("servers.delete.volumes.unknown", problem);
            case Read.Told<AtDeletion>(AtDeletion.Untold()) -> go("servers.delete.volumes.untold");
            case Read.Told<AtDeletion>(AtDeletion.Told(List<Attached> gone, List<Attached> kept)) -> {
                gone.forEach(volume -> going.add(new ListItem(named(volume))));
                kept.forEach(volume -> staying.add(new ListItem(named(volume))));
            }
        }
    }

    /**
     * Nova may not yet report an address that Neutron has assigned, so the result of Neutron replaces Nova's once
     * available.
     */
    private void showFloating() {
        @Nullable String problem = null;
        String ips = ips(true);
        switch (floating) {
            case Read.Reading<List<FloatingIp>>() -> {}
            case Read.Failed<List<FloatingIp>>(String why) -> problem = why;
            case Read.Told<List<FloatingIp>>(List<FloatingIp> told) ->
                ips = told.stream().map(FloatingIp::ip).sorted().collect(Collectors.joining(", "));
        }
        if (!ips.isEmpty()) {
            stay("servers.delete.floating", ips);
        }
        if (problem != null) {
            unknown("servers.delete.floating.unknown", problem);
        }
    }

    private void unknown(String key, String problem) {
        List<String> said = new ArrayList<>(List.of(words.say(key)));
        if (!problem.isBlank()) {
            said.add(problem);
        }
        going.add(new ListItem(String.join(" ", said)));
    }

    private void go(String key, Object... arguments) {
        going.add(new ListItem(words.say(key, arguments)));
    }

    private void stay(String key, Object... arguments) {
        staying.add(new ListItem(words.say(key, arguments)));
    }

    private String ips(boolean wanted) {
        return server.addresses().stream()
                .filter(address -> address.floating() == wanted)
                .map(Address::ip)
                .collect(Collectors.joining(", "));
    }

    private String named(Attached attached) {
        return switch (attached) {
            case Attached.Listed(Volume volume) -> words.say("servers.delete.volume", called(volume), volume.sizeGib());
            case Attached.Unlisted(String id) -> words.say("servers.delete.volume.unlisted", id);
        };
    }

    private static String called(Volume volume) {
        return volume.name().isBlank() ? volume.id() : volume.name();
    }

    private static UnorderedList list() {
        UnorderedList list = new UnorderedList();
        list.addClassName("losses");
        return list;
    }
}
