import io.quarkus.bootstrap.runner.AotQuarkusEntryPoint;

/**
 * Runs a Quarkus application whose own jars are not on the class path that the JVM writes its cache for: what is appended later
 * is left out of the cache (JEP 483), so that it is of the libraries alone and fits every service that has them first. The method
 * is the one that java.lang.instrument asks of every system class loader.
 */
public class Train {

    private Train() {}

    /** @param args the application's */
    public static void main(String[] args) throws Throwable {
        var loader = Train.class.getClassLoader();
        var append = loader.getClass().getDeclaredMethod("appendToClassPathForInstrumentation", String.class);
        append.setAccessible(true);
        for (var jar : System.getProperty("train.own").split(":")) {
            append.invoke(loader, jar);
        }
        AotQuarkusEntryPoint.main(args);
    }
}
