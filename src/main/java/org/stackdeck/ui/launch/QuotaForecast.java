package org.stackdeck.ui.launch;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.dom.Element;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.stackdeck.cloud.Quota;
import org.stackdeck.cloud.Quota.Resource;
import org.stackdeck.quotas.ServiceQuotas;
import org.stackdeck.ui.component.Buttons;
import org.stackdeck.ui.component.Icon;
import org.stackdeck.ui.component.Words;
import org.stackdeck.ui.projects.ProjectUse;
import org.stackdeck.ui.projects.QuotaBar;
import org.stackdeck.ui.projects.QuotaWords;

/** Quota usage of the project after the launch. Shows the age of the data because other users launch servers too. */
final class QuotaForecast extends Div {

    private static final List<Resource> ALWAYS =
            List.of(Resource.INSTANCES, Resource.CORES, Resource.RAM, Resource.PORTS);
    private static final List<Resource> ORDER = List.of(
            Resource.INSTANCES, Resource.CORES, Resource.RAM, Resource.VOLUMES, Resource.GIGABYTES, Resource.PORTS);

    private final Words words;
    private final QuotaWords quotas;
    private final Clock clock;
    private final H2 title = new H2();
    private final Div bars = new Div();
    private final Div problems = new Div();
    private final Span reading = new Span();
    private final Element age = new Element("sd-ago");
    private final Span read;
    private final Map<Resource, QuotaBar> known = new EnumMap<>(Resource.class);

    QuotaForecast(Words words, Clock clock, Runnable again) {
        this.words = words;
        this.quotas = new QuotaWords(words);
        this.clock = clock;
        addClassName("forecast");
        bars.addClassName("quotas");
        reading.setText(words.say("quota.reading"));
        reading.addClassName("muted");
        NativeButton refresh = Buttons.icon("reboot", words.say("quota.refresh"), again);
        read = new Span(new Span(words.say("quota.read") + " "));
        read.getElement().appendChild(age);
        read.addClassName("faint");
        Div foot = new Div(legend("used", "launch.legend.used"), legend("more", "launch.legend.more"), read, refresh);
        foot.addClassName("legend");
        add(title, reading, bars, problems, foot);
    }

    private Span legend(String part, String key) {
        Span mark = new Span();
        mark.addClassName("mark-" + part);
        Span all = new Span(mark, new Span(words.say(key)));
        all.addClassNames("muted", "key");
        return all;
    }

    void show(ProjectUse use, Forecast forecast) {
        title.setText(words.say("launch.quota", use.project().name()));
        reading.setVisible(use.told().isEmpty());
        for (Resource resource : ORDER) {
            Quota quota = ALWAYS.contains(resource) || forecast.of(resource) > 0
                    ? use.quota(resource).orElse(null)
                    : null;
            QuotaBar bar = known.get(resource);
            if (quota == null) {
                if (bar != null) {
                    bars.remove(bar);
                    known.remove(resource);
                }
                continue;
            }
            if (bar == null) {
                bar = new QuotaBar(quota, quotas);
                known.put(resource, bar);
                int place = (int) ORDER.stream()
                        .takeWhile(one -> one != resource)
                        .filter(known::containsKey)
                        .count();
                bars.addComponentAtIndex(place, bar);
            }
            bar.forecast(quota, forecast.of(resource));
        }
        problems.removeAll();
        use.silent().forEach(service -> problems.add(problem(service)));
        use.readAt().ifPresent(at -> {
            String of = at.toString();
            if (!of.equals(age.getAttribute("of"))) {
                age.setAttribute("of", of);
                age.setAttribute(
                        "age",
                        String.valueOf(Math.max(
                                0, Duration.between(at, clock.instant()).toMillis())));
            }
        });
        read.setVisible(use.readAt().isPresent());
    }

    private Div problem(ServiceQuotas service) {
        ServiceQuotas.Problem problem = service.problem();
        Div line = new Div(
                new Icon("warn"),
                new Span(words.say(
                        "quota.silent", quotas.service(service.service()), problem == null ? "" : problem.message())));
        line.addClassName("remark");
        return line;
    }
}
