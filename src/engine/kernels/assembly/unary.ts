import {exp4} from "./exponential";
import {tanh4} from "./hyperbolic-tangent";
import {log4} from "./logarithm";
import {map4} from "./map";
import {sigmoid4} from "./sigmoid";

@unmanaged
class Exp {
  // @ts-ignore: decorators are AssemblyScript's
  @inline
  four(x: v128): v128 { return exp4(x); }
}
@unmanaged
class Log {
  // @ts-ignore: decorators are AssemblyScript's
  @inline
  four(x: v128): v128 { return log4(x); }
}
@unmanaged
class Tanh {
  // @ts-ignore: decorators are AssemblyScript's
  @inline
  four(x: v128): v128 { return tanh4(x); }
}
@unmanaged
class Sigmoid {
  // @ts-ignore: decorators are AssemblyScript's
  @inline
  four(x: v128): v128 { return sigmoid4(x); }
}
export function exp(x: usize, target: usize, count: i32): void { map4<Exp>(x, target, count); }
export function log(x: usize, target: usize, count: i32): void { map4<Log>(x, target, count); }
export function tanh(x: usize, target: usize, count: i32): void { map4<Tanh>(x, target, count); }
export function sigmoid(x: usize, target: usize, count: i32): void { map4<Sigmoid>(x, target, count); }
