package org.stackdeck.platform.configuration;

import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import org.springframework.boot.context.annotation.ImportCandidates;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.ClassUtils;

/**
 * All properties of Stackdeck.
 * {@code META-INF/spring/org.springframework.boot.context.properties.ConfigurationProperties.imports} lists their
 * records, because searching the class path at each start would take too long.
 */
public final class PropertyCatalog {

    private PropertyCatalog() {}

    /** Returns the records with {@link ConfigurationProperties}, in the order of the documentation. */
    public static List<Class<?>> types() {
        ClassLoader loader = PropertyCatalog.class.getClassLoader();
        List<Class<?>> types = new ArrayList<>();
        for (String name : ImportCandidates.load(ConfigurationProperties.class, loader)) {
            types.add(ClassUtils.resolveClassName(name, loader));
        }
        return types;
    }

    public static List<PropertyDefinition> definitions() {
        return types().stream().flatMap(type -> definitions(type).stream()).toList();
    }

    public static List<PropertyDefinition> definitions(Class<?> type) {
        RecordComponent[] components = type.getRecordComponents();
        Constructor<?> constructor = type.getDeclaredConstructors()[0];
        List<PropertyDefinition> definitions = new ArrayList<>();
        for (int i = 0; i < components.length; i++) {
            // Only the parameter of the constructor has the annotation.
            DefaultValue otherwise = constructor.getParameters()[i].getAnnotation(DefaultValue.class);
            definitions.add(new PropertyDefinition(
                    type,
                    components[i],
                    PropertyDefinition.nameOf(prefix(type), components[i]),
                    otherwise == null ? "" : String.join(",", otherwise.value()),
                    PropertyRangeFormatter.of(components[i]),
                    components[i].getAccessor().isAnnotationPresent(Secret.class)));
        }
        return definitions;
    }

    static String prefix(Class<?> type) {
        return type.getAnnotation(ConfigurationProperties.class).value();
    }
}
