package org.stackdeck.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.core.annotation.AnnotatedElementUtils.isAnnotated;

import java.lang.annotation.Annotation;
import java.lang.reflect.Modifier;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import org.springframework.util.ClassUtils;
import org.stackdeck.product.OnLab;

class DatabaseVariantTests {

    /** Tests of settings and of defects of H2. */
    private static final Set<Class<?>> ONLY_H2 = Set.of(DatabaseConnectionTests.class);

    @Test
    void eachDatabaseTestRunsOnAllProducts() {
        ClassPathScanningCandidateComponentProvider scanner = new ClassPathScanningCandidateComponentProvider(false);
        scanner.addIncludeFilter(new AnnotationTypeFilter(DatabaseTest.class));
        List<? extends Class<?>> tests = scanner.findCandidateComponents("org.stackdeck").stream()
                .map(found -> ClassUtils.resolveClassName(String.valueOf(found.getBeanClassName()), null))
                .filter(test -> !Modifier.isAbstract(test.getModifiers()))
                .toList();
        Set<String> missing = new TreeSet<>();
        for (Class<?> test : tests) {
            boolean variant = isAnnotated(test, OnMariaDb.class) || isAnnotated(test, OnPostgreSql.class);
            if (variant
                    || ONLY_H2.contains(test)
                    || isAnnotated(test, OnLab.class)
                    || !test.getSimpleName().endsWith("Tests")) {
                continue;
            }
            for (Class<? extends Annotation> product : List.of(OnMariaDb.class, OnPostgreSql.class)) {
                if (tests.stream().noneMatch(other -> other.getSuperclass() == test && isAnnotated(other, product))) {
                    missing.add(test.getSimpleName() + " " + product.getSimpleName());
                }
            }
        }

        assertThat(tests).hasSizeGreaterThan(100);
        assertThat(missing).isEmpty();
    }
}
