package org.stackdeck.ui.servers;

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
import org.stackdeck.cloud.ServerUsage;
import org.stackdeck.operations.Usage;
import org.stackdeck.ui.component.Words;

/** Renders the resource usage of a server. Values that the cloud does not report are omitted. */
final class UsageLines {

    private static final long KIB = 1024;

    private final Words words;

    UsageLines(Words words) {
        this.words = words;
    }

    Component of(Usage usage) {
        Div all = new Div(processors(usage), disks(usage), interfaces(usage));
        all.addClassName("usage");
        return all;
    }

    private Component processors(Usage usage) {
        PartLines lines = lines("cpu");
        ServerUsage told = usage.now().told();
        for (int i = 0; i < told.cpus().size(); i++) {
            ServerUsage.Cpu cpu = told.cpus().get(i);
            String name = words.say("servers.usage.cpu.one", cpu.id() == null ? i : cpu.id());
            OptionalDouble busy = usage.busy(i);
            Component meter = busy.isPresent() ? meter(name, busy.getAsDouble()) : new Span();
            lines.line(
                    name,
                    meter,
                    busy.isPresent() ? percent(busy.getAsDouble()) : "",
                    cpu.time() == null ? "" : words.say("servers.usage.cpu.time", time(cpu.time())));
        }
        ServerUsage.Memory memory = told.memory();
        if (memory != null) {
            double share = Math.clamp((double) memory.used() / memory.maximum(), 0, 1);
            String name = words.say("servers.usage.memory");
            lines.line(name, meter(name, share), percent(share));
        }
        Duration uptime = told.uptime();
        if (uptime != null) {
            lines.line(words.say("servers.usage.uptime"), new Span(), time(uptime));
        }
        return lines;
    }

    private Component disks(Usage usage) {
        PartLines lines = lines("disk");
        List<ServerUsage.Disk> disks = usage.now().told().disks();
        for (int i = 0; i < disks.size(); i++) {
            ServerUsage.Disk disk = disks.get(i);
            lines.line(
                    words.say("servers.usage.disk.one", i + 1),
                    new Span(),
                    flow("read", disk.readBytes(), usage.ofDisk(i, ServerUsage.Disk::readBytes)),
                    flow("written", disk.writeBytes(), usage.ofDisk(i, ServerUsage.Disk::writeBytes)),
                    faults(disk.errors(), null));
        }
        return lines;
    }

    private Component interfaces(Usage usage) {
        PartLines lines = lines("nic");
        List<ServerUsage.Nic> nics = usage.now().told().nics();
        for (int i = 0; i < nics.size(); i++) {
            ServerUsage.Nic nic = nics.get(i);
            lines.line(
                    Optional.ofNullable(nic.mac()).orElseGet(() -> words.say("servers.usage.nic.unnamed")),
                    new Span(),
                    flow("received", nic.receivedBytes(), usage.ofNic(i, ServerUsage.Nic::receivedBytes)),
                    flow("sent", nic.sentBytes(), usage.ofNic(i, ServerUsage.Nic::sentBytes)),
                    faults(nic.errors(), nic.dropped()));
        }
        return lines;
    }

    private PartLines lines(String what) {
        return new PartLines(words.say("servers.usage." + what), words.say("servers.usage.none"));
    }

    /** Returns the total amount and, if known, the rate per second. */
    private String flow(String what, @Nullable Long bytes, OptionalDouble perSecond) {
        if (bytes == null) {
            return "";
        }
        String said = words.say("servers.usage." + what, size(bytes));
        return perSecond.isEmpty()
                ? said
                : words.say("servers.usage.rate", said, size(Math.round(perSecond.getAsDouble())));
    }

    private String faults(@Nullable Long errors, @Nullable Long dropped) {
        List<String> said = new ArrayList<>();
        if (errors != null && errors > 0) {
            said.add(words.say("servers.usage.errors", errors));
        }
        if (dropped != null && dropped > 0) {
            said.add(words.say("servers.usage.dropped", dropped));
        }
        return String.join(" · ", said);
    }

    private Component meter(String name, double share) {
        Span used = new Span();
        used.addClassName("used");
        used.getStyle().set("width", Math.round(share * 100) + "%");
        Div meter = new Div(used);
        meter.addClassName("meter");
        meter.getElement()
                .setAttribute("role", "meter")
                .setAttribute("aria-label", name)
                .setAttribute("aria-valuemin", "0")
                .setAttribute("aria-valuemax", "100")
                .setAttribute("aria-valuenow", String.valueOf(Math.round(share * 100)));
        return meter;
    }

    private String percent(double share) {
        return NumberFormat.getPercentInstance(words.locale()).format(share);
    }

    /** Formats a duration in its two largest units. */
    private String time(Duration time) {
        return Stream.of(
                        unit("days", time.toDays()),
                        unit("hours", time.toHoursPart()),
                        unit("minutes", time.toMinutesPart()),
                        unit("seconds", time.toSecondsPart()))
                .dropWhile(String::isEmpty)
                .limit(2)
                .filter(said -> !said.isEmpty())
                .reduce((one, other) -> one + " " + other)
                .orElseGet(() -> words.say("servers.usage.time.seconds", 0));
    }

    private String unit(String unit, long amount) {
        return amount == 0 ? "" : words.say("servers.usage.time." + unit, amount);
    }

    private String size(long bytes) {
        NumberFormat format = NumberFormat.getNumberInstance(words.locale());
        format.setMaximumFractionDigits(1);
        double amount = bytes;
        String unit = "B";
        for (String larger : List.of("KB", "MB", "GB", "TB")) {
            if (amount < KIB) {
                break;
            }
            amount /= KIB;
            unit = larger;
        }
        return format.format(amount) + " " + unit;
    }
}
