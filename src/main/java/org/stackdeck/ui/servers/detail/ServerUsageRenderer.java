package org.stackdeck.ui.servers.detail;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import java.text.NumberFormat;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.stackdeck.cloud.server.ServerUsage;
import org.stackdeck.operations.detail.ServerUsageRates;
import org.stackdeck.ui.component.DetailSection;
import org.stackdeck.ui.component.StyledElements;
import org.stackdeck.ui.i18n.ByteSizeFormatter;
import org.stackdeck.ui.i18n.Messages;

/** Renders the resource usage of a server. Omits values that the cloud does not report. */
final class ServerUsageRenderer {

    private final Messages messages;

    ServerUsageRenderer(Messages messages) {
        this.messages = messages;
    }

    Component render(ServerUsageRates serverUsageRates) {
        return StyledElements.div(
                "usage", processors(serverUsageRates), disks(serverUsageRates), interfaces(serverUsageRates));
    }

    private Component processors(ServerUsageRates serverUsageRates) {
        DetailSection section = lines("cpu");
        ServerUsage serverUsage = serverUsageRates.current().usage();
        for (int i = 0; i < serverUsage.cpus().size(); i++) {
            ServerUsage.Cpu cpu = serverUsage.cpus().get(i);
            String name = messages.text("servers.usage.cpu.one", cpu.id() == null ? i : cpu.id());
            OptionalDouble busy = serverUsageRates.cpuLoad(i);
            Component meter = busy.isPresent() ? meter(name, busy.getAsDouble()) : new Span();
            section.addLine(
                    name,
                    meter,
                    busy.isPresent() ? percent(busy.getAsDouble()) : "",
                    cpu.time() == null ? "" : messages.text("servers.usage.cpu.time", time(cpu.time())));
        }
        ServerUsage.Memory memory = serverUsage.memory();
        if (memory != null) {
            double share = Math.clamp((double) memory.used() / memory.maximum(), 0, 1);
            String name = messages.text("servers.usage.memory");
            section.addLine(name, meter(name, share), percent(share));
        }
        Duration uptime = serverUsage.uptime();
        if (uptime != null) {
            section.addLine(messages.text("servers.usage.uptime"), new Span(), time(uptime));
        }
        return section;
    }

    private Component disks(ServerUsageRates serverUsageRates) {
        DetailSection section = lines("disk");
        List<ServerUsage.Disk> disks = serverUsageRates.current().usage().disks();
        for (int i = 0; i < disks.size(); i++) {
            ServerUsage.Disk disk = disks.get(i);
            section.addLine(
                    messages.text("servers.usage.disk.one", i + 1),
                    new Span(),
                    traffic("read", disk.readBytes(), serverUsageRates.diskRate(i, ServerUsage.Disk::readBytes)),
                    traffic("written", disk.writeBytes(), serverUsageRates.diskRate(i, ServerUsage.Disk::writeBytes)),
                    errorCounts(disk.errors(), null));
        }
        return section;
    }

    private Component interfaces(ServerUsageRates serverUsageRates) {
        DetailSection section = lines("nic");
        List<ServerUsage.Nic> nics = serverUsageRates.current().usage().nics();
        for (int i = 0; i < nics.size(); i++) {
            ServerUsage.Nic nic = nics.get(i);
            section.addLine(
                    Optional.ofNullable(nic.mac()).orElseGet(() -> messages.text("servers.usage.nic.unnamed")),
                    new Span(),
                    traffic(
                            "received",
                            nic.receivedBytes(),
                            serverUsageRates.nicRate(i, ServerUsage.Nic::receivedBytes)),
                    traffic("sent", nic.sentBytes(), serverUsageRates.nicRate(i, ServerUsage.Nic::sentBytes)),
                    errorCounts(nic.errors(), nic.dropped()));
        }
        return section;
    }

    private DetailSection lines(String keySuffix) {
        return new DetailSection(messages.text("servers.usage." + keySuffix), messages.text("servers.usage.none"));
    }

    /** Returns the total amount and, if known, the rate per second; empty if the amount is unknown. */
    private String traffic(String keySuffix, @Nullable Long bytes, OptionalDouble perSecond) {
        if (bytes == null) {
            return "";
        }
        String total = messages.text("servers.usage." + keySuffix, size(bytes));
        return perSecond.isEmpty()
                ? total
                : messages.text("servers.usage.rate", total, size(Math.round(perSecond.getAsDouble())));
    }

    private String errorCounts(@Nullable Long errors, @Nullable Long dropped) {
        List<String> texts = new ArrayList<>();
        if (errors != null && errors > 0) {
            texts.add(messages.text("servers.usage.errors", errors));
        }
        if (dropped != null && dropped > 0) {
            texts.add(messages.text("servers.usage.dropped", dropped));
        }
        return String.join(" · ", texts);
    }

    private Component meter(String name, double share) {
        Span used = StyledElements.span("used");
        used.getStyle().set("width", Math.round(share * 100) + "%");
        Div meter = StyledElements.div("meter", used);
        meter.getElement()
                .setAttribute("role", "meter")
                .setAttribute("aria-label", name)
                .setAttribute("aria-valuemin", "0")
                .setAttribute("aria-valuemax", "100")
                .setAttribute("aria-valuenow", String.valueOf(Math.round(share * 100)));
        return meter;
    }

    private String percent(double share) {
        return NumberFormat.getPercentInstance(messages.locale()).format(share);
    }

    /** Formats a duration in at most two units: the largest one and the next smaller one. */
    private String time(Duration time) {
        return Stream.of(
                        unit("days", time.toDays()),
                        unit("hours", time.toHoursPart()),
                        unit("minutes", time.toMinutesPart()),
                        unit("seconds", time.toSecondsPart()))
                .dropWhile(String::isEmpty)
                .limit(2)
                .filter(text -> !text.isEmpty())
                .reduce((value, other) -> value + " " + other)
                .orElseGet(() -> messages.text("servers.usage.time.seconds", 0));
    }

    private String unit(String unit, long amount) {
        return amount == 0 ? "" : messages.text("servers.usage.time." + unit, amount);
    }

    private String size(long bytes) {
        return ByteSizeFormatter.format(bytes, messages.locale());
    }
}
