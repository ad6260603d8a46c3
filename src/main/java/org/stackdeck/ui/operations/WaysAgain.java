package org.stackdeck.ui.operations;

import com.vaadin.flow.spring.annotation.UIScope;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.stackdeck.operations.Operation;

/** How the viewer of this page can have operations done once more. */
@Component
@UIScope
public class WaysAgain {

    private final List<WayAgain> ways;

    WaysAgain(List<WayAgain> ways) {
        this.ways = ways;
    }

    /** The key of what the way is called; empty where there is none now. */
    public Optional<String> label(Operation operation) {
        return ways.stream().flatMap(way -> way.label(operation).stream()).findFirst();
    }

    /** Of the button that leads there; that of any way where there is none now. */
    String icon(Operation operation) {
        return ways.stream()
                .filter(way -> way.label(operation).isPresent())
                .findFirst()
                .map(WayAgain::icon)
                .orElse("reboot");
    }

    /** Goes the way, if it is still there. */
    public void take(Operation operation) {
        ways.stream()
                .filter(way -> way.label(operation).isPresent())
                .findFirst()
                .ifPresent(way -> way.take(operation));
    }
}
