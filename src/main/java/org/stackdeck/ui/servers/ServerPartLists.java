package org.stackdeck.ui.servers;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.dom.Element;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.stackdeck.cloud.ActionParameter;
import org.stackdeck.cloud.Argument;
import org.stackdeck.cloud.FloatingIp;
import org.stackdeck.cloud.Order;
import org.stackdeck.cloud.Port;
import org.stackdeck.cloud.SecurityGroup;
import org.stackdeck.cloud.ServerAction;
import org.stackdeck.cloud.Volume;
import org.stackdeck.operations.ServerParts;
import org.stackdeck.ui.component.Words;

/** Lists the ports, addresses, security groups and volumes of a server, each with a button that removes it. */
final class ServerPartLists {

    private final Words words;
    private final ActionButtons buttons;
    private final Consumer<ServerAction> ask;
    private final Consumer<Order> take;

    /**
     * @param ask opens the dialog of an action that adds an item
     * @param take submits a removal, after a confirmation
     */
    ServerPartLists(Words words, ActionButtons buttons, Consumer<ServerAction> ask, Consumer<Order> take) {
        this.words = words;
        this.buttons = buttons;
        this.ask = ask;
        this.take = take;
    }

    Component network(ServerParts.Network network) {
        buttons.forget();
        PartLines ports = lines("ports", ServerAction.ATTACH_INTERFACE);
        for (Port port : network.ports()) {
            ports.line(
                    port.name(),
                    taking(ServerAction.DETACH_INTERFACE, ActionParameter.PORT, port.id(), port.name()),
                    port.network(),
                    port.mac());
        }
        PartLines floating = lines("floating", ServerAction.ASSOCIATE_FLOATING_IP);
        for (FloatingIp ip : network.floatingIps()) {
            floating.line(
                    ip.ip(),
                    taking(ServerAction.DISASSOCIATE_FLOATING_IP, ActionParameter.FLOATING_IP, ip.id(), ip.ip()),
                    network.ports().stream()
                            .filter(port -> port.id().equals(ip.portId()))
                            .map(Port::name)
                            .findFirst()
                            .orElse(""));
        }
        PartLines groups = lines("groups", ServerAction.ADD_SECURITY_GROUP);
        for (SecurityGroup group : network.securityGroups()) {
            groups.line(
                            group.name(),
                            taking(
                                    ServerAction.REMOVE_SECURITY_GROUP,
                                    ActionParameter.SECURITY_GROUP,
                                    group.id(),
                                    group.name()),
                            Objects.requireNonNullElse(group.description(), ""))
                    .getElement()
                    .appendChild(rules(group));
        }
        return new Div(ports, floating, groups);
    }

    Component volumes(List<Volume> volumes) {
        buttons.forget();
        PartLines lines = lines("volumes", ServerAction.ATTACH_VOLUME);
        for (Volume volume : volumes) {
            String name = volume.name().isBlank() ? volume.id() : volume.name();
            lines.line(
                    name,
                    taking(ServerAction.DETACH_VOLUME, ActionParameter.VOLUME, volume.id(), name),
                    volume.sizeGib() + " GB",
                    volume.status());
        }
        return lines;
    }

    private PartLines lines(String what, ServerAction add) {
        String key = "servers.parts." + what;
        return new PartLines(words.say(key), words.say(key + ".none"), buttons.labelled(add, () -> ask.accept(add)));
    }

    private Component taking(ServerAction action, ActionParameter parameter, String id, String name) {
        return buttons.icon(action, name, () -> take.accept(Order.of(action).with(parameter, new Argument(id, name))));
    }

    /** Lists the ingress rules of a security group, which users usually look for. */
    private Element rules(SecurityGroup group) {
        List<SecurityGroup.Rule> into =
                group.rules().stream().filter(SecurityGroup.Rule::ingress).toList();
        UnorderedList list = new UnorderedList();
        into.stream().map(this::said).distinct().forEach(rule -> list.add(new ListItem(rule)));
        Element details = new Element("details");
        details.appendChild(new Element("summary").setText(words.say("servers.parts.rules", into.size())));
        details.appendChild(list.getElement());
        return details;
    }

    private String said(SecurityGroup.Rule rule) {
        String protocol = rule.protocol() == null ? words.say("servers.parts.rule.any") : rule.protocol();
        String from = rule.remote() == null ? words.say("servers.parts.rule.anywhere") : rule.remote();
        return words.say(
                "servers.parts.rule", protocol.toUpperCase(words.locale()), ports(rule), from, rule.etherType());
    }

    private static String ports(SecurityGroup.Rule rule) {
        if (rule.from() == null) {
            return "";
        }
        return Objects.equals(rule.from(), rule.to()) ? rule.from() + "" : rule.from() + "–" + rule.to();
    }
}
